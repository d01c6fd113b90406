using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Focusing;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Story;
using FocusRow = Sync.CameraAgent.Focusing.FocusRow;

namespace Sync.Tests.Ledger;

/// <summary>What is kept of focusing, on every database.</summary>
[Collection(DatabasesCollection.Name)]
public sealed class FocusTablesTests : IDisposable
{
    private readonly TestDatabases databases = new();

    public static TheoryData<string> Engines => TestDatabases.Engines;

    public void Dispose() => databases.Dispose();

    [Theory, MemberData(nameof(Engines))]
    public async Task An_agent_knows_where_it_was_last_in_focus_and_whether_a_run_was_broken_off(string engine)
    {
        using var store = Open(engine);
        await store.Migrate([Journal.Tables, Journal.Saved, FrameJournal.Tables, FocusJournal.Tables], CancellationToken.None);
        Assert.Null(await store.Read(c => FocusJournal.Find(c, "wide")));
        var row = new FocusRow { Camera = "wide", Position = 5080, HfrPixels = 2.5, Celsius = -3.5, Filter = "Ha", FocusedAt = 1000 };
        var begun = row with { AtRest = false, RoundId = Guid.NewGuid().ToString("N"), NightId = Guid.NewGuid().ToString("N"), RunBegan = 2000 };
        foreach (var written in new[] { row, begun, begun.Over() })
        {
            await store.Write(t => { FocusJournal.Keep(t, written); return Task.CompletedTask; }, CancellationToken.None);
            Assert.Equal(written, await store.Read(c => FocusJournal.Find(c, "wide")));
        }
        Assert.Empty(await store.Read(c => FrameJournal.ClosedAfter(c, "wide", 1000)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_books_keep_one_end_of_a_run_and_none_of_what_was_not_granted(string engine)
    {
        using var store = Open(engine);
        await store.Migrate(
            [CatalogueTables.First, BookTables.First, SagaTables.First, CheckTables.First, StoryTables.First, StoryTables.Second, BookTables.Slots, BookTables.Focus], CancellationToken.None);
        var (night, round) = (NewId.NextGuid(), NewId.NextGuid());
        await Write(store, t => FocusBook.Grant(t, night, round, "wide", "It is colder."));
        await Write(store, t => FocusBook.Grant(t, night, round, "wide", "Told twice."));
        foreach (var (camera, position) in new[] { ("wide", 5080), ("wide", 1), ("narrow", 2) })
            await Write(store, t => FocusBook.Ended(t, Ended(night, round, camera, position)));
        var kept = await store.Read(c => FocusLine.Of(c, night));
        Assert.Equal([("wide", "It is colder.", 5080, 2.5, 97.0, null)], kept.Select(f => (f.Camera, f.Asked, f.Position, f.HfrPixels, f.ExplainedPercent, f.Reason)));
    }

    private static Task Write(Store store, Action<Transaction> what) => store.Write(
        t =>
        {
            what(t);
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private static FocusEnded Ended(Guid night, Guid round, string camera, int position) => new()
    {
        RoundId = round, NightId = night, Camera = camera, Began = DateTimeOffset.UnixEpoch, Ended = DateTimeOffset.UnixEpoch, Filter = "Ha", PositionSteps = position,
        HfrPixels = 2.5, ExplainedPercent = 97, FocuserCelsius = null, Points = 9, Reason = null,
    };

    private Store Open(string engine) => new(
        new LedgerOptions { ConnectionString = databases.New(engine), KeepUntilConsumed = true }, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
}
