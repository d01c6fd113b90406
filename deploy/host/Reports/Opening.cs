using Sync.Devices.Simulated.World;

namespace Sync.Host.Reports;

/// <summary>A shutter was open.</summary>
internal sealed record Opening(string Camera, DateTimeOffset From, DateTimeOffset Until)
{
    public TimeSpan Length => Until - From;

    /// <summary>As the simulated devices recorded them, each device's records in the order of time.</summary>
    public static IEnumerable<Opening> All(IEnumerable<TruthRecord> records) => records.GroupBy(r => r.Device).SelectMany(OfOne);

    private static IEnumerable<Opening> OfOne(IEnumerable<TruthRecord> records)
    {
        ShutterOpened? open = null;
        foreach (var record in records)
        {
            if (open is not null && record is ShutterOpened or ShutterClosed)
                yield return Planned(open!) with { Until = record is ShutterClosed ? record.At : Planned(open!).Until };
            open = record switch
            {
                ShutterOpened opened => opened,
                ShutterClosed => null,
                _ => open,
            };
        }
        if (open is not null)
            yield return Planned(open);
    }

    private static Opening Planned(ShutterOpened open) => new(open.Device, open.At, open.At.AddSeconds(open.PlannedSeconds));
}
