using MassTransit;
using Microsoft.Extensions.Hosting;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices.Simulated.World;
using Sync.Host.Web;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Host.Nights;

/// <summary>One night of all four roles in this process, from the first message to the last verdict.</summary>
internal sealed class NightRun : IAsyncDisposable
{
    /// <summary>After the mount is parked, frames may still be read out, saved and judged.</summary>
    private static readonly TimeSpan LastFrames = TimeSpan.FromMinutes(10);

    private readonly IHost host;
    private readonly HostSettings settings;
    private bool started;

    private NightRun(IHost host, HostSettings settings) => (this.host, this.settings) = (host, settings);

    public Guid NightId { get; private set; }

    public Tonight Tonight => host.Services.GetRequiredService<Tonight>();

    public Store Store => host.Services.GetRequiredService<Store>();

    public SimulatedWorld World => host.Services.GetRequiredService<SimulatedWorld>();

    /// <summary>Why there is no page for people; null when there is one, or none is wanted.</summary>
    public string? PageProblem => host.Services.GetService<PageServer>()?.Problem;

    public static async Task<NightRun> Prepare(HostSettings settings, CancellationToken cancel) =>
        new(await SyncHost.Build(settings, cancel), settings);

    /// <summary>Goes on with the night that a killed process left, or begins a new one of that id.</summary>
    public async Task Begin(Guid nightId, DateTimeOffset? ends, CancellationToken cancel)
    {
        var rows = host.Services.GetRequiredService<NightRows>();
        var left = await Store.Write(t => Task.FromResult(rows.UnderWay(t)), cancel);
        NightId = left.Count > 0 ? left[^1].CorrelationId : nightId;
        await host.StartAsync(cancel);
        started = true;
        if (left.Count == 0)
            await Store.Write(t => t.Send(Addresses.Night, new StartNight { NightId = NightId, Ends = ends, Cameras = settings.Cameras }), cancel);
        (settings.Time as SimulatedTime)?.Start();
    }

    /// <summary>All rounds of this night, in their order.</summary>
    public async Task<IReadOnlyList<Round>> Rounds()
    {
        var table = host.Services.GetRequiredService<SagaTable<Round>>();
        var all = await Store.Write(t => Task.FromResult(table.All(t)), CancellationToken.None);
        return [.. all.Where(r => r.NightId == NightId).OrderBy(r => r.Number)];
    }

    /// <summary>The night as it is kept; null before its first message was read.</summary>
    public Task<Night?> Row() =>
        Store.Write(t => Task.FromResult(host.Services.GetRequiredService<SagaTable<Night>>().Load(t, NightId)), CancellationToken.None);

    public Task Stop(string reason, bool abort, CancellationToken cancel) =>
        Store.Write(t => t.Send(Addresses.Night, new StopNight { NightId = NightId, Reason = reason, AbortExposures = abort, RequestId = null }), cancel);

    /// <summary>Until the mount is parked and every frame is judged, or will not be within the limit.</summary>
    public async Task<NightView> Ended(CancellationToken cancel)
    {
        var view = await Tonight.Ended.WaitAsync(cancel);
        var bell = new Bell(settings.Time);
        Tonight.Changed += bell.Ring;
        using var work = Work.Begin(settings.Time);
        var limit = settings.Time.GetUtcNow() + LastFrames;
        while (settings.Time.GetUtcNow() < limit && await Store.Read(Unfinished.Frames) > 0)
            await bell.Wait(limit - settings.Time.GetUtcNow(), cancel);
        return view;
    }

    public async ValueTask DisposeAsync()
    {
        if (started) // one that failed to start has nothing to stop, and would hide why
            await host.StopAsync();
        (settings.Time as IDisposable)?.Dispose();
        host.Dispose();
    }
}
