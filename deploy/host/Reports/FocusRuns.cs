using Sync.Contracts;
using Sync.Devices.Simulated.World;
using Sync.Scheduler.Rounds;

namespace Sync.Host.Reports;

/// <summary>Tells exposures that are kept from those by which cameras looked for their focus, solved their fields, or metered flats.</summary>
internal static class FocusRuns
{
    /// <summary>Rounds are recorded more finely than shutters.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    /// <returns>the records but for the shutters of cameras that focused or solved, in the rounds in which they did</returns>
    public static IReadOnlyList<TruthRecord> Without(IEnumerable<TruthRecord> records, IEnumerable<Round> rounds)
    {
        var runs = (from round in rounds
                    where round.OpenedAt is not null
                    from camera in round.Cameras
                    where !camera.Slot.Work.TakesFrames()
                    select (camera.Name, From: round.OpenedAt!.Value - Grain, Until: round.ClosedAt ?? (round.OpenedAt.Value + round.Lease)))
            .ToLookup(r => r.Name);
        return [.. records.Where(r => !(IsOfShutter(r) && runs[r.Device].Any(run => run.From <= r.At && r.At <= run.Until)))];
    }

    private static bool IsOfShutter(TruthRecord record) =>
        record is Devices.Simulated.World.ShutterOpened or Devices.Simulated.World.ShutterClosed;
}
