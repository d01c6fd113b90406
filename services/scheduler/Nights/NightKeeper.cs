using System.Security.Cryptography;
using System.Text;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Nights;

/// <summary>The cameras that belong to the rig.</summary>
public sealed record ExpectedCameras(IReadOnlyList<string> Names);

/// <summary>
/// Begins a night every evening, for a scheduler that runs for months. The id of a night follows from its evening, so that
/// a restart begins nothing twice, and a night that was stopped stays stopped.
/// </summary>
internal sealed class NightKeeper(Store store, Observatory observatory, ExpectedCameras cameras, NightOptions options, TimeProvider time) :
    CountedService(time)
{
    protected override async Task Run(CancellationToken stop)
    {
        if (!options.EveryEvening)
            return;
        while (!stop.IsCancellationRequested)
        {
            var evening = Astro.Twilight.Night.EveningOf(observatory.Site, Time.GetUtcNow());
            var night = Astro.Twilight.Night.Of(observatory.Site, evening);
            await Time.Pass((night.Sunset ?? night.Noon) - options.BeforeSunset - Time.GetUtcNow(), stop);
            if (Time.GetUtcNow() < (night.Sunrise ?? night.NextNoon))
                await Begin(evening, stop);
            await Time.Pass(night.NextNoon - Time.GetUtcNow(), stop);
        }
    }

    internal static Guid IdOf(DateOnly evening) =>
        new(MD5.HashData(Encoding.UTF8.GetBytes($"night of {evening:yyyy-MM-dd}")));

    private Task Begin(DateOnly evening, CancellationToken cancel) => store.Write(
        t => t.Send(Addresses.Night, new StartNight
        {
            NightId = IdOf(evening),
            Ends = options.AtMost is { } most ? Time.GetUtcNow() + most : null,
            Cameras = cameras.Names,
        }),
        cancel);
}
