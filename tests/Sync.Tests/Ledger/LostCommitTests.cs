using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Tests.Ledger;

/// <summary>What becomes of work whose database goes away, before it or in the middle of its commit.</summary>
public sealed class LostCommitTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Scratch scratch = new();
    private readonly FakeTime clock = new();
    private readonly FlakyDialect dialect = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_commit_that_was_done_though_its_answer_was_lost_is_not_done_again()
    {
        using var store = await Open();
        var (runs, told) = (0, 0);
        dialect.BreakCommit(done: true);
        await store.Write(t => Note(t, ref runs, () => told++), None);
        Assert.Equal((1, 1), (runs, told));
        Assert.Equal(1, await Notes(store));
    }

    [Fact]
    public async Task A_commit_that_was_not_done_is_done_again()
    {
        using var store = await Open();
        var (runs, told) = (0, 0);
        dialect.BreakCommit(done: false);
        var writing = store.Write(t => Note(t, ref runs, () => told++), None);
        await Pass(RetryRule.Pause(1));
        await writing;
        Assert.Equal((2, 1), (runs, told));
        Assert.Equal(1, await Notes(store));
    }

    [Fact]
    public async Task A_database_that_stays_away_after_a_commit_is_asked_until_it_answers()
    {
        using var store = await Open();
        var (runs, told) = (0, 0);
        dialect.BreakCommit(done: true, thenAway: 100);
        var writing = store.Write(t => Note(t, ref runs, () => told++), None);
        for (var second = 0; second < 100; second++)
            await Pass(TimeSpan.FromSeconds(1));
        await writing;
        Assert.Equal((1, 1), (runs, told));
        Assert.Equal(1, await Notes(store));
    }

    [Fact]
    public async Task A_person_who_asks_does_not_wait_for_a_database_that_is_away()
    {
        using var store = await Open();
        Assert.Equal(0, await store.ReadSoon(c => c.ExecuteScalar<int>("select count(*) from inbox")));
        Assert.Contains("nowhere", (await Assert.ThrowsAsync<LedgerException>(() => store.ReadSoon(c => c.ExecuteScalar<int>("select count(*) from nowhere")))).Message);
        dialect.Away = int.MaxValue;
        var asked = store.ReadSoon(c => c.ExecuteScalar<int>("select count(*) from inbox"));
        await Pass(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<LedgerException>(() => asked);
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_is_waited_for()
    {
        using var store = await Open();
        var runs = 0;
        dialect.Away = 3;
        var writing = store.Write(t => Note(t, ref runs, () => { }), None);
        for (var attempt = 1; attempt <= 3; attempt++)
            await Pass(RetryRule.Pause(attempt));
        await writing;
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_database_that_stays_away_is_given_up_in_time()
    {
        using var store = await Open();
        var (runs, waited) = (0, TimeSpan.Zero);
        dialect.Away = int.MaxValue;
        var writing = store.Write(t => Note(t, ref runs, () => { }), None);
        for (var attempt = 1; waited + RetryRule.Pause(attempt) <= RetryRule.Opening.Limit; attempt++)
        {
            waited += RetryRule.Pause(attempt);
            await Pass(RetryRule.Pause(attempt));
        }
        var given = await Assert.ThrowsAsync<LedgerException>(() => writing);
        Assert.Equal("The database can't be reached: The connection broke.", given.Message);
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task What_fails_for_a_reason_that_stays_is_not_tried_again()
    {
        using var store = await Open();
        var runs = 0;
        await Assert.ThrowsAsync<SqliteException>(() => store.Write(
            t =>
            {
                runs++;
                t.Execute("insert into nothing values (1)");
            },
            None));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_transaction_that_only_reads_leaves_no_mark()
    {
        using var store = await Open();
        await store.Write(t => Task.FromResult(t.First<int>("select count(*) from note")), None);
        Assert.Equal(0, await store.Read(c => c.ExecuteScalar<int>("select count(*) from inbox")));
    }

    private static void Note(Transaction t, ref int runs, Action committed)
    {
        runs++;
        t.Execute("insert into note (text) values ('once')");
        t.OnCommitted(committed);
    }

    private static Task<int> Notes(Store store) => store.Read(c => c.ExecuteScalar<int>("select count(*) from note"));

    private async Task Pass(TimeSpan pause)
    {
        await clock.Awaited(pause);
        clock.Advance(pause);
    }

    private async Task<Store> Open()
    {
        var options = new LedgerOptions { ConnectionString = scratch.Database, KeepUntilConsumed = true, Clock = clock, Dialect = dialect };
        var store = new Store(options, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
        await store.Migrate([LedgerHost.Tables], None);
        return store;
    }
}
