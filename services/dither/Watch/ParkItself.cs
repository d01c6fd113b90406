namespace Sync.Dither.Watch;

/// <summary>The one move that nobody orders: stop guiding, stop tracking, park. It begins no epoch.</summary>
/// <param name="Silent">for how long nothing was heard of the scheduler</param>
internal sealed record ParkItself(TimeSpan Silent);
