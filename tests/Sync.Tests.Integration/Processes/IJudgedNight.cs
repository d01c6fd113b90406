using Sync.Devices.Simulated.World;

namespace Sync.Tests.Integration.Processes;

/// <summary>What the judge of a night looks at, wherever its processes run.</summary>
internal interface IJudgedNight
{
    NightBooks Books { get; }

    /// <summary>What the devices recorded.</summary>
    IReadOnlyList<TruthRecord> Truth();

    /// <summary>All frames on disk, by the paths that their writers know.</summary>
    IReadOnlyList<string> Files();

    /// <summary>Messages that no reader could read.</summary>
    Task<IReadOnlyList<string>> GivenUp();

    Task Until(string what, TimeSpan within, Func<Task<bool>> look);
}
