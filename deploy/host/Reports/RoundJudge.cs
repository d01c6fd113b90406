using Sync.Devices.Simulated.World;
using Sync.Scheduler.Rounds;

namespace Sync.Host.Reports;

/// <summary>Judges rounds by what the devices recorded.</summary>
internal static class RoundJudge
{
    public static Verdict Of(IReadOnlyCollection<TruthRecord> records, IEnumerable<Round> rounds) =>
        WorldJudge.Judge(records, [.. rounds.SelectMany(Holds)]);

    /// <summary>A hold begins when it is sent and ends with its lease, whose stamp was taken before.</summary>
    private static IEnumerable<Hold> Holds(Round round) =>
        from camera in round.Cameras
        where camera.GrantedAt is not null
        select new Hold(camera.Name, round.OpenedAt!.Value, round.OpenedAt.Value + round.Lease);
}
