using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler;
using Sync.Scheduler.Books;
using Sync.Scheduler.Story;

namespace Sync.Tests.Ledger;

/// <summary>What is kept of how fields lie, on every database.</summary>
[Collection(DatabasesCollection.Name)]
public sealed class SolveTablesTests : IDisposable
{
    private readonly TestDatabases databases = new();

    public static TheoryData<string> Engines => TestDatabases.Engines;

    public void Dispose() => databases.Dispose();

    [Theory, MemberData(nameof(Engines))]
    public async Task The_books_keep_one_end_of_a_solve_and_none_of_what_was_not_granted(string engine)
    {
        using var store = new Store(
            new LedgerOptions { ConnectionString = databases.New(engine), KeepUntilConsumed = true }, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
        await store.Migrate([.. SchedulerService.Tables], CancellationToken.None);
        var (night, round) = (Guid.NewGuid(), Guid.NewGuid());
        await Write(store, t => SolveBook.Grant(t, night, round, "wide"));
        await Write(store, t => SolveBook.Grant(t, night, round, "wide"));
        foreach (var (camera, angle) in new[] { ("wide", 12.5), ("wide", 1.0), ("narrow", 2.0) })
            await Write(store, t => SolveBook.Ended(t, Ended(night, round, camera, angle)));
        Assert.Equal([("wide", 12.5, 12.0, 40.0, 2, null)], (await store.Read(c => SolveLine.Of(c, night)))
            .Select(s => (s.Camera, s.AngleDegrees, s.WantedDegrees, s.OffsetArcseconds, s.Tries, s.Reason)));
    }

    private static Task Write(Store store, Action<Transaction> what) => store.Write(
        t =>
        {
            what(t);
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private static SolveEnded Ended(Guid night, Guid round, string camera, double angle) => new()
    {
        RoundId = round, NightId = night, Camera = camera, Began = DateTimeOffset.UnixEpoch, Ended = DateTimeOffset.UnixEpoch, AngleDegrees = angle,
        WantedDegrees = 12, OffsetArcseconds = 40, PixelArcseconds = 1.4, Tries = 2, Reason = null,
    };
}
