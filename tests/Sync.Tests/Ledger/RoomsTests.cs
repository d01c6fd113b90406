using Sync.CameraAgent.Steps;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Sync.CameraAgent.Exposures;
using Sync.Contracts;
using Sync.Dither.Moves;
using Sync.Dither.Safety;
using Sync.Grader.Baselines;
using Sync.Grader.Grading;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler;
using Sync.Scheduler.Events;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Story;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Ledger;

/// <summary>The tables and the SQL of every room, on every database.</summary>
[Collection(DatabasesCollection.Name)]
public sealed class RoomsTests : IDisposable
{
    private static readonly DateTimeOffset Dusk = new(2026, 11, 9, 19, 0, 0, TimeSpan.Zero);
    private readonly TestDatabases databases = new();

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task The_catalogue_is_planned_with_the_counts_of_the_books(string engine)
    {
        using var store = await Open(engine);
        await store.Write(t => DemoCatalogue.Seed(t), CancellationToken.None);
        var plan = (await store.Read(CatalogueStore.Plannable))[0].Plans[0];
        var (night, round, frame) = (NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid());

        await store.Write(t => Book.Allot(t, night, round, "esprit", plan.PlanId, "Lum", 1), CancellationToken.None);
        Assert.Equal(plan.Remaining - 1, await Remaining(store, plan.PlanId));
        await store.Write(t => Assert.True(Book.Saved(t, Frame(frame, night, round, plan.PlanId))), CancellationToken.None);
        await store.Write(t => Assert.False(Book.Saved(t, Frame(frame, night, round, plan.PlanId))), CancellationToken.None);
        Assert.Equal(1, await store.Read(Unfinished.Frames));
        await store.Write(t => Book.Graded(t, Graded(frame, accepted: false)), CancellationToken.None);
        Assert.Equal(plan.Remaining, await Remaining(store, plan.PlanId));
        Assert.Equal(0, await store.Read(Unfinished.Frames));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_frame_that_overlaps_a_move_is_not_counted_whichever_is_told_first(string engine)
    {
        using var store = await Open(engine);
        var (night, plan) = (NewId.NextGuid(), NewId.NextGuid());
        var (before, after) = (NewId.NextGuid(), NewId.NextGuid());
        await store.Write(t => Book.Saved(t, Frame(before, night, NewId.NextGuid(), plan)), CancellationToken.None);
        await store.Write(t => Book.Moved(t, new() { NightId = night, Epoch = 1, Kind = "dither", Began = Dusk.AddSeconds(50), Ended = Dusk.AddSeconds(55), Settling = TimeSpan.FromSeconds(4), Reason = "None." }), CancellationToken.None);
        await store.Write(t => Book.Saved(t, Frame(after, night, NewId.NextGuid(), plan)), CancellationToken.None);
        foreach (var frame in new[] { before, after })
            await store.Write(t => Book.Graded(t, Graded(frame, accepted: true)), CancellationToken.None);
        var progress = (await store.Read(Progress.ByPlan))[plan];
        Assert.Equal((0, 2), (progress.Accepted, progress.Rejected));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_saga_row_that_somebody_else_wrote_meanwhile_is_not_overwritten(string engine)
    {
        using var store = await Open(engine);
        var table = new SagaTable<Night>("night");
        var night = new Night { CorrelationId = NewId.NextGuid(), CurrentState = "Waiting" };
        await store.Write(t => table.Insert(t, night), CancellationToken.None);
        var stale = await store.Write(t => Task.FromResult(table.Load(t, night.CorrelationId)!), CancellationToken.None);
        night.CurrentState = "Imaging";
        await store.Write(t => table.Update(t, night), CancellationToken.None);
        await Assert.ThrowsAsync<ConcurrencyException>(() => store.Write(t => table.Update(t, stale), CancellationToken.None));
        var rows = await store.Write(t => Task.FromResult(new NightRows(table).UnderWay(t)), CancellationToken.None);
        Assert.Equal(("Imaging", 2), (Assert.Single(rows).CurrentState, rows[0].Version));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Agents_and_dither_remember_what_they_began(string engine)
    {
        using var store = await Open(engine);
        var row = new SlotRow { Camera = "esprit", RoundId = NewId.NextGuid().ToString("N"), NightId = NewId.NextGuid().ToString("N"), Epoch = 4, State = JournalState.Begun, Prepared = "{}" };
        await store.Write(t => Journal.Add(t, row), CancellationToken.None);
        var frame = new Sync.CameraAgent.Exposures.FrameRow { FrameId = NewId.NextGuid().ToString("N"), Camera = "esprit", RoundId = row.RoundId, State = JournalState.Begun, Prepared = "{}", Path = "a.fits" };
        await store.Write(t => Assert.True(FrameJournal.Add(t, frame)), CancellationToken.None);
        await store.Write(t => Assert.True(FrameJournal.IsExposing(t, row)), CancellationToken.None);
        await store.Write(t => Assert.True(FrameJournal.Change(t, JournalState.Begun, frame with { State = JournalState.Closed, OpenedAt = 1, ClosedAt = 2 })), CancellationToken.None);
        await store.Write(t => Assert.False(FrameJournal.Change(t, JournalState.Begun, frame)), CancellationToken.None);
        Assert.Equal(("{}", 2), await store.Read(c => FrameJournal.InState(c, "esprit", JournalState.Closed).Select(f => (f.Prepared, f.ClosedAt)).Single()));
        await store.Write(t => Assert.True(Journal.Change(t, row.With(frame).Over(null))), CancellationToken.None);
        await store.Write(t => Assert.False(Journal.Change(t, row)), CancellationToken.None);
        await store.Write(t => Assert.False(FrameJournal.Add(t, frame with { FrameId = NewId.NextGuid().ToString("N") })), CancellationToken.None);
        await store.Write(t => Assert.Equal(1, FrameJournal.Count(t, "esprit", Guid.Parse(row.NightId!))), CancellationToken.None);
        await store.Write(t => Assert.Equal(4, Journal.Epoch(t, "esprit", Guid.Parse(row.NightId!))), CancellationToken.None);

        var move = Move.Of(new Park { MoveId = NewId.NextGuid(), NightId = NewId.NextGuid(), Epoch = 7 });
        await store.Write(t => MoveJournal.Begin(t, move, NewId.NextGuid()), CancellationToken.None);
        await store.Write(t => Assert.Equal(7, MoveJournal.Epoch(t, move.NightId)), CancellationToken.None);
        await store.Write(t => Assert.Single(MoveJournal.Begun(t, NewId.NextGuid())), CancellationToken.None);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Frames_are_compared_with_the_newest_of_their_kind(string engine)
    {
        using var store = await Open(engine);
        var (baseline, plan) = (new Baseline(), NewId.NextGuid());
        GradeFrame? last = null;
        for (var i = 0; i < 5; i++)
        {
            last = Grade(plan, "esprit");
            var sample = new Sample { Stars = 100 + i, HfrPixels = 2, FwhmPixels = null, Eccentricity = null };
            await store.Write(t => baseline.Keep(t, last, sample, Graded(last.FrameId, accepted: true)), CancellationToken.None);
        }
        await store.Write(t => baseline.Keep(t, Grade(plan, "redcat"), new Sample { Stars = 7, HfrPixels = null, FwhmPixels = null, Eccentricity = null }, Graded(NewId.NextGuid(), true)), CancellationToken.None);
        var population = await store.Write(t => Task.FromResult(baseline.Population(t, last!, 3)), CancellationToken.None);
        Assert.Equal(3, population.Count);
        Assert.DoesNotContain(population, s => s.Stars == 7);
        Assert.True(await store.Write(t => Task.FromResult(baseline.Verdict(t, last!.FrameId)!.Accepted), CancellationToken.None));
    }

    public void Dispose() => databases.Dispose();

    private static async Task<int> Remaining(Store store, Guid plan) =>
        (await store.Read(CatalogueStore.Plannable)).SelectMany(t => t.Plans).Single(p => p.PlanId == plan).Remaining;

    private static FrameSaved Frame(Guid frame, Guid night, Guid round, Guid plan) => new()
    {
        FrameId = frame,
        NightId = night,
        RoundId = round,
        Epoch = 1,
        Camera = "esprit",
        PlanId = plan,
        Path = "a.fits",
        Opened = Dusk,
        Closed = Dusk.AddSeconds(60),
        Saved = Dusk.AddSeconds(63),
        Exposure = TimeSpan.FromSeconds(60),
        Filter = "L",
        Gain = null,
        Binning = 1,
    };

    private static FrameGraded Graded(Guid frame, bool accepted) => new()
    {
        FrameId = frame,
        Accepted = accepted,
        Reason = accepted ? null : "HFR",
        Stars = 100,
        HfrPixels = 2.5,
        FwhmPixels = null,
    };

    private static GradeFrame Grade(Guid plan, string camera) => new()
    {
        FrameId = NewId.NextGuid(),
        Path = "a.fits",
        Camera = camera,
        PlanId = plan,
        Filter = "L",
        Exposure = TimeSpan.FromSeconds(60),
        Gain = 100,
        Binning = 1,
    };

    private async Task<Store> Open(string engine)
    {
        var options = new LedgerOptions { ConnectionString = databases.New(engine), KeepUntilConsumed = true };
        var store = new Store(options, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
        await store.Migrate(
            [.. SchedulerService.Tables, Journal.Tables, Journal.Saved, FrameJournal.Tables, StepJournal.Tables, Sync.CameraAgent.Focusing.FocusJournal.Tables, Sync.CameraAgent.Solving.FieldJournal.Tables, MoveJournal.Tables, MoveJournal.Traces, SafetyJournal.Tables, Baseline.Step], CancellationToken.None);
        return store;
    }
}
