using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
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
    BackgroundService
{
    private IDisposable? work;

    /// <summary>Counted from here on: the thread that keeps the nights may begin later, and time must wait for it.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.EveryEvening)
            return Task.CompletedTask;
        work = Work.Begin(time);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var _ = work;
        while (!stoppingToken.IsCancellationRequested)
        {
            var evening = Astro.Twilight.Night.EveningOf(observatory.Site, time.GetUtcNow());
            var night = Astro.Twilight.Night.Of(observatory.Site, evening);
            await time.Pass((night.Sunset ?? night.Noon) - options.BeforeSunset - time.GetUtcNow(), stoppingToken);
            if (time.GetUtcNow() < (night.Sunrise ?? night.NextNoon))
                await Begin(evening, stoppingToken);
            await time.Pass(night.NextNoon - time.GetUtcNow(), stoppingToken);
        }
    }

    internal static Guid IdOf(DateOnly evening) =>
        new(MD5.HashData(Encoding.UTF8.GetBytes($"night of {evening:yyyy-MM-dd}")));

    private Task Begin(DateOnly evening, CancellationToken cancel) => store.Write(
        t => t.Send(Addresses.Night, new StartNight
        {
            NightId = IdOf(evening),
            Ends = options.AtMost is { } most ? time.GetUtcNow() + most : null,
            Cameras = cameras.Names,
        }),
        cancel);
}
