namespace Sync.Scheduler.Planning;

/// <summary>When a German mount changes the side of its pier for a target; behind the upper transit, never below the pole.</summary>
/// <param name="After">No flip is made earlier behind the transit.</param>
/// <param name="Latest">No shutter is open later behind the transit, before the flip.</param>
/// <param name="PauseBefore">No shutter is open so long before the transit; zero for a mount that tracks through the meridian, for which <paramref name="Latest"/> counts.</param>
public sealed record FlipRule(TimeSpan After, TimeSpan Latest, TimeSpan PauseBefore)
{
    /// <summary>When exposures must have ended on the side from which the target was reached.</summary>
    internal DateTimeOffset Ends(DateTimeOffset transit) => PauseBefore > TimeSpan.Zero ? transit - PauseBefore : transit + Latest;

    /// <summary>The first instant of a flip.</summary>
    internal DateTimeOffset Begins(DateTimeOffset transit) => transit + After;
}

/// <summary>How the telescopes were pointed at what they look at.</summary>
/// <param name="Since">When.</param>
/// <param name="Flipped">Whether they are on the side for the west of the meridian; null where the mount does not tell: then it is taken to choose by the meridian.</param>
public sealed record Pointing(DateTimeOffset Since, bool? Flipped);
