using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Nights;

/// <summary>When a German mount changes the side of its pier. Settings under "Flip".</summary>
public sealed class FlipOptions
{
    /// <summary>Whether it does; not for a fork, nor for a mount that reaches every place from either side.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>No flip is made earlier behind the meridian.</summary>
    public TimeSpan AfterMeridian { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>No shutter is open later behind the meridian, before the flip. Nearer than the limit of the mount.</summary>
    public TimeSpan Latest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>No shutter is open so long before the meridian; for a mount that can't track through it. Then <see cref="Latest"/> is of no account.</summary>
    public TimeSpan PauseBefore { get; init; }

    /// <summary>How often a flip that fails is tried before the target is left for the night.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>For the planner; null for a mount that does not flip.</summary>
    public FlipRule? Rule => Enabled ? new(AfterMeridian, Latest, PauseBefore) : null;

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (AfterMeridian < TimeSpan.Zero || AfterMeridian > TimeSpan.FromHours(2))
            yield return $"Flip:AfterMeridian is {AfterMeridian}; allowed is 0 to 2 hours.";
        if (Latest < AfterMeridian || Latest > TimeSpan.FromHours(4))
            yield return $"Flip:Latest is {Latest}; allowed is Flip:AfterMeridian, which is {AfterMeridian}, to 4 hours.";
        if (PauseBefore < TimeSpan.Zero || PauseBefore > TimeSpan.FromHours(4))
            yield return $"Flip:PauseBefore is {PauseBefore}; allowed is 0 to 4 hours.";
        if (Tries is < 1 or > 100)
            yield return $"Flip:Tries is {Tries}; allowed is 1 to 100.";
    }
}
