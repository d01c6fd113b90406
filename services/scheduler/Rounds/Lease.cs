using Sync.Clock;

namespace Sync.Scheduler.Rounds;

/// <summary>The scheduler's side of a lease: from when on a camera that says nothing has closed its shutter for certain.</summary>
internal static class Lease
{
    /// <summary>Clocks of different machines run at slightly different rates; nothing else about them matters.</summary>
    public static TimeSpan Margin(TimeSpan lease) => TimeSpan.FromSeconds(1) + (lease / 1000);

    /// <summary>How long the sky must still be held for a camera; zero or less when it is released.</summary>
    /// <param name="granted">when the hold was sent</param>
    /// <param name="now">now, by the same clock</param>
    /// <param name="lease">as given to the camera</param>
    /// <returns>a whole lease when the machine was started again in between, for then nobody knows how long ago that was</returns>
    public static TimeSpan Remaining(MonotonicInstant granted, MonotonicInstant now, TimeSpan lease)
    {
        var whole = lease + Margin(lease);
        return now.Since(granted) is { } since ? whole - since : whole;
    }
}
