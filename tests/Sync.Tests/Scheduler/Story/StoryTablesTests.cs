using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Scheduler;
using Sync.Scheduler.Events;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Story;
using Sync.Tests.Ledger;

namespace Sync.Tests.Scheduler.Story;

/// <summary>A database that an older program has kept nights in.</summary>
[Collection(DatabasesCollection.Name)]
public sealed class StoryTablesTests : IDisposable
{
    private static readonly Migration[] Before = [CatalogueTables.First, BookTables.First, SagaTables.First, CheckTables.First, StoryTables.First];
    private readonly TestDatabases databases = new();

    public static TheoryData<string> Engines => TestDatabases.Engines;

    public void Dispose() => databases.Dispose();

    [Theory, MemberData(nameof(Engines))]
    public async Task A_night_of_an_older_program_is_still_told(string engine)
    {
        var options = new LedgerOptions { ConnectionString = databases.New(engine), KeepUntilConsumed = true };
        using var store = new Store(options, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
        await store.Migrate(Before, CancellationToken.None);
        var (night, round) = (NewId.NextGuid(), NewId.NextGuid());
        await store.Write(t => Keep(t, night.ToString("N"), round.ToString("N")), CancellationToken.None);

        await store.Migrate([.. Before, .. SchedulerService.Tables.Except(Before)], CancellationToken.None);

        var story = (await store.Read(c => NightRecords.Story(c, night)))!;
        Assert.Equal(["wait", "M 31"], story.Steps.Select(s => s.Name));
        Assert.Equal(1, (story.Steps[0].Until!.Value - story.Steps[0].From).TotalSeconds);
        Assert.Equal([("move", "It failed."), ("round 1", null)], story.Steps[1].Steps.Select(s => (s.Name, s.Trouble)));
        Assert.Equal(["esprit exposure", "esprit verdict"], story.Steps[1].Steps[1].Steps.Select(s => s.Name));
        Assert.Equal("Accepted", story.Steps[1].Steps[1].Steps[1].Fact("frame.verdict"));
        var telling = Assert.Single(await store.Read(Telling.Untold));
        await store.Write(telling.Mark, CancellationToken.None);
        Assert.Empty(Assert.Single(await store.Read(Telling.Untold)).Spans);
    }

    private static void Keep(Transaction t, string night, string round)
    {
        t.Execute(
            "insert into night (id, version, state, body, created) values (@night, 1, 'Ended', @body, 1000)",
            new { night, body = $$"""{"CorrelationId":"{{Guid.Parse(night)}}","BeganAt":"2026-11-09T18:00:00Z","EndedAt":"2026-11-09T19:00:00Z"}""" });
        t.Execute(
            "insert into round (id, version, state, body, created) values (@round, 1, 'Closed', @body, 1000)",
            new
            {
                round,
                body = $$$"""
                    {"CorrelationId":"{{{Guid.Parse(round)}}}","NightId":"{{{Guid.Parse(night)}}}","Number":1,"Epoch":1,"StartedAt":"2026-11-09T18:00:01Z",
                    "OpenedAt":"2026-11-09T18:00:10Z","ClosedAt":"2026-11-09T18:01:20Z",
                    "Target":{"TargetId":"{{{Guid.Empty}}}","Name":"M 31","Project":"Galaxies","RightAscensionHours":0,"DeclinationDegrees":41,"RotationDegrees":0},
                    "Cameras":[{"Name":"esprit","Phase":"Taken","Slot":{"PlanId":"{{{Guid.Empty}}}","Kind":"L","Filter":"L","Exposure":"00:01:00","Gain":null,"Offset":null,"Binning":1,"ReadoutMode":null}}]}
                    """,
            });
        var began = new DateTimeOffset(2026, 11, 9, 18, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        t.Execute("insert into night_wait (night_id, began, until, reason) values (@night, @began, @until, 'a camera')", new { night, began, until = began + 60000 });
        t.Execute("insert into sky_move (night_id, epoch, kind, began, ended) values (@night, 1, 'failed', @began, @ended)", new { night, began = began + 1000, ended = began + 9000 });
        t.Execute(
            """
            insert into allotment (round_id, camera, night_id, plan_id, kind, state, allotted) values (@round, 'esprit', @night, @plan, 'L', 'Saved', @began)
            """,
            new { round, night, plan = Guid.Empty.ToString("N"), began });
        t.Execute(
            """
            insert into frame (frame_id, night_id, round_id, epoch, camera, plan_id, path, opened, closed, exposure_seconds, filter, binning, state, disturbed, stars, hfr_pixels)
            values (@frame, @night, @round, 1, 'esprit', @plan, 'a.fits', @opened, @closed, 60, 'L', 1, 'Accepted', 0, 100, 2.1)
            """,
            new { frame = NewId.NextGuid().ToString("N"), night, round, plan = Guid.Empty.ToString("N"), opened = began + 12000, closed = began + 72000 });
    }
}
