using System.Data.Common;
using Dapper;
using MassTransit;
using Sync.Clock;
using Sync.Contracts;
using Sync.Host.Nights;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Host.Faults;

/// <summary>A rehearsed night in which things go wrong, judged by what must be true whatever happens.</summary>
internal sealed class FaultyNight : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RealLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastFrames = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OverdueAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan StandsAtMost = TimeSpan.FromSeconds(60);

    /// <summary>The night begins and ends without faults, so that what is late can still come.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(3);

    private readonly HostSettings settings;
    private readonly SimulatedTime time;
    private readonly FaultyRig rig;
    private readonly Guid nightId = NewId.NextGuid();
    private readonly DateTimeOffset ends;
    private readonly List<BrokenPromise> broken = [];

    /// <param name="settings">of all roles; their time is a <see cref="SimulatedTime"/> that has not been started</param>
    /// <param name="faultSeed">of all that goes wrong</param>
    /// <param name="ends">no exposure goes on beyond it</param>
    public FaultyNight(HostSettings settings, int faultSeed, DateTimeOffset ends)
    {
        (this.settings, this.ends) = (settings, ends);
        time = (SimulatedTime)settings.Time;
        Faults = FaultPlan.Draw(faultSeed, time.GetUtcNow() + Quiet, ends - Quiet, settings.Rig);
        rig = new FaultyRig(settings, time, faultSeed, Faults);
    }

    public IReadOnlyList<Fault> Faults { get; }

    /// <exception cref="NightException">it did not end, or stood still</exception>
    public async Task<RehearsalReport> Play(TimeSpan wallBefore, CancellationToken cancel)
    {
        var (wall, begins) = (TimeProvider.System.GetTimestamp(), time.GetUtcNow());
        await rig.Start();
        await Store.Write(t => t.Send(Addresses.Night, new StartNight { NightId = nightId, Ends = ends, Cameras = settings.Cameras }), cancel);
        var faults = new FaultInjector(rig.Roles, rig.Broker, rig.World, time).Run(Faults);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var night = Watch(faults, over.Token);
        time.Start();
        await await Task.WhenAny(night, Stands(over.Token));
        await over.CancelAsync();
        return await Judge(begins, wallBefore + TimeProvider.System.GetElapsedTime(wall));
    }

    public async ValueTask DisposeAsync()
    {
        await rig.DisposeAsync();
        time.Dispose();
    }

    private Store Store => rig.Scheduler.Services.GetRequiredService<Store>();

    /// <summary>Until the mount is parked, and every frame is judged or given up.</summary>
    private async Task Watch(Task faults, CancellationToken cancel)
    {
        using var work = Work.Begin(time);
        using var books = SqliteFile.OpenReadOnly(CatalogueFile.In(settings.Directory));
        DateTimeOffset? ended = null;
        for (var looks = 0; ended is not { } at || (time.GetUtcNow() < at + LastFrames && Unfinished.Frames(books) > 0); looks++)
        {
            if (faults.IsFaulted)
                await faults;
            if (time.GetUtcNow() > ends + OverdueAfter)
                throw new NightException($"The night did not end: it is {time.GetUtcNow():yyyy-MM-dd HH:mm} UTC, and it should have been over at {ends:HH:mm}.");
            if (looks % 10 == 0)
                broken.AddRange(PromiseJudge.Overdone(books, time.GetUtcNow()));
            await time.Pass(Look, cancel);
            ended ??= HasEnded(books) ? time.GetUtcNow() : null;
        }
    }

    private bool HasEnded(DbConnection books) =>
        books.ExecuteScalar<string?>("select state from night where id = @id", new { id = nightId.ToString("N") }) == "Ended";

    /// <exception cref="NightException">the simulated clock stands: some work does not end</exception>
    private async Task Stands(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(RealLook, TimeProvider.System);
        var (seen, since) = (time.GetUtcNow(), TimeProvider.System.GetTimestamp());
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var now = time.GetUtcNow();
            if (now != seen)
                (seen, since) = (now, TimeProvider.System.GetTimestamp());
            else if (TimeProvider.System.GetElapsedTime(since) > StandsAtMost)
                throw new NightException($"The simulated clock has stood at {now:yyyy-MM-dd HH:mm:ss} UTC for {StandsAtMost.TotalSeconds:0} s: some work does not end.");
        }
    }

    private async Task<RehearsalReport> Judge(DateTimeOffset begins, TimeSpan wall)
    {
        var services = rig.Scheduler.Services;
        var (row, rounds) = await Store.Write(
            t => Task.FromResult((
                services.GetRequiredService<SagaTable<Night>>().Load(t, nightId)!,
                services.GetRequiredService<SagaTable<Round>>().All(t).Where(r => r.NightId == nightId).OrderBy(r => r.Number).ToList())),
            CancellationToken.None);
        var evidence = new Evidence(Store, nightId, rig.World.Records(), rounds, row.Epoch);
        var happened = Faults.Where(f => f.At <= row.EndedAt).ToList();
        broken.AddRange(await PromiseJudge.Judge(evidence, settings.Frames, happened, time.GetUtcNow()));
        broken.AddRange(rig.Broker.GivenUp.Select(g => new BrokenPromise(5, g)));
        var report = await RehearsalReport.Of(evidence, settings, (row.EndedAt ?? time.GetUtcNow()) - begins, wall);
        return report with { Faults = happened, Broken = [.. broken.Distinct()] };
    }
}
