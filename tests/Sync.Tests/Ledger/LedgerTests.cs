using Dapper;
using MassTransit;
using Microsoft.Data.Sqlite;
using Sync.Clock;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Tests.Ledger;

/// <summary>Once and only once, together or not at all.</summary>
[Collection(DatabasesCollection.Name)]
public sealed class LedgerTests : IDisposable
{
    private static readonly string Long = new('x', 100_000);

    private readonly TestDatabases databases = new();

    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string> Engines => TestDatabases.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_message_seen_twice_changes_nothing(string engine)
    {
        await using var host = await LedgerHost.Start(databases.New(engine));
        var (id, message) = (NewId.NextGuid(), NewId.NextGuid());
        for (var i = 0; i < 3; i++)
            await Send(host, "tally", new Count(id, 1), message);
        await Send(host, "tally", new Count(id, 10));
        await host.Seen.Of("total 11");
        Assert.Equal(11, (await host.Tally(id))!.Total);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_saga_sends_goes_only_with_its_row(string engine)
    {
        await using var host = await LedgerHost.Start(databases.New(engine));
        var id = NewId.NextGuid();
        await Send(host, "tally", new Count(id, 1));
        await Send(host, "tally", new Count(id, 13)); // fails after it has sent
        await Send(host, "tally", new Count(id, 1));
        await host.Seen.Of("total 2");
        Assert.Equal(2, (await host.Tally(id))!.Total);
        Assert.DoesNotContain("total 14", await Notes(host));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_message_that_fails_for_good_is_kept_aside_and_nothing_is_half_written(string engine)
    {
        await using var host = await LedgerHost.Start(databases.New(engine));
        await host.Store.Write(t => t.Send("failing", new Trouble("never written")), None);
        await host.Store.Write(t => t.Send("notes", new Note("after")), None);
        await host.Seen.Of("after");
        var parked = await Eventually(() => host.Store.Read(c => c.QuerySingleOrDefault<string?>("select parked_why from outbox where parked is not null")));
        Assert.Contains("always fails", parked);
        Assert.Equal(["after"], await Notes(host));
    }

    [Fact]
    public async Task A_full_database_takes_all_or_nothing_and_goes_on_when_there_is_room()
    {
        await using var host = await LedgerHost.Start(databases.New("SQLite"));
        await host.Store.Write(t => t.Execute("pragma max_page_count = 1"), None); // as many as it has
        var full = await Assert.ThrowsAsync<SqliteException>(Both);
        Assert.Equal(13, full.SqliteErrorCode);
        Assert.Equal((0, 0), (await Rows(host), (await Notes(host)).Count));
        await host.Store.Write(t => t.Execute("pragma max_page_count = 100000"), None);
        await Both();
        await host.Seen.Of(Long);
        Assert.Equal(["short", Long], await Notes(host));

        Task Both() => host.Store.Write(async t =>
        {
            t.Execute("insert into note (text) values ('short')");
            await t.Send("notes", new Note(Long));
        }, None);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_scheduled_message_comes_when_it_is_due_and_not_before(string engine)
    {
        using var time = new Sync.Clock.SimulatedTime(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var host = await LedgerHost.Start(databases.New(engine), time);
        var id = NewId.NextGuid();
        await Send(host, "tally", new Count(id, 1));
        await Send(host, "tally", new CountLater(id, 60_000));
        await Send(host, "tally", new Count(id, 2));
        await host.Seen.Of("total 3");
        Assert.Equal(0, (await host.Tally(id))!.LateOnes);
        time.Start();
        await host.Seen.Of("late");
        Assert.Equal(1, (await host.Tally(id))!.LateOnes);
        Assert.True(time.GetUtcNow() >= DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(60));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_scheduled_message_that_is_taken_back_never_comes(string engine)
    {
        await using var host = await LedgerHost.Start(databases.New(engine));
        var id = NewId.NextGuid();
        await Send(host, "tally", new Count(id, 1));
        await Send(host, "tally", new CountLater(id, 3_600_000));
        await Send(host, "tally", new TakeBack(id));
        await Send(host, "tally", new Count(id, 1));
        await host.Seen.Of("total 2");
        Assert.Equal(0, await host.Store.Read(c => c.ExecuteScalar<int>("select count(*) from outbox where token is not null")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_message_outlives_the_process_that_sent_it(string engine)
    {
        var database = databases.New(engine);
        await using (var dying = await LedgerHost.Start(database, delivers: false))
        {
            // Built but never started: it commits, and dies before it delivers.
            await dying.Store.Write(t => t.Send("notes", new Note("from the grave")), None);
        }
        await using var next = await LedgerHost.Start(database);
        await next.Seen.Of("from the grave");
        Assert.Equal(["from the grave"], await Notes(next));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_broker_has_confirmed_leaves_the_outbox_and_comes_once(string engine)
    {
        await using var host = await LedgerHost.Start(databases.New(engine), keeps: false);
        var id = NewId.NextGuid();
        await host.Store.Write(t => t.Send("tally", new Count(id, 1)), None);
        for (var i = 0; i < 20; i++)
            await host.Store.Write(t => t.Send("tally", new Count(id, 10)), None);
        await host.Seen.Of("total 201");
        await host.Store.Write(t => t.Send("tally", new CountLater(id, 1)), None);
        await host.Seen.Of("late");
        Assert.Equal("0", await Eventually(async () => await Rows(host) is 0 ? "0" : null));
        Assert.Equal((201, 1), await host.Tally(id) is { } tally ? (tally.Total, tally.LateOnes) : default);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_a_broker_did_not_take_at_once_goes_later(string engine)
    {
        var database = databases.New(engine);
        await using (var dying = await LedgerHost.Start(database, delivers: false, keeps: false))
            await dying.Store.Write(t => t.Send("notes", new Note("before it could be sent")), None);
        await using var next = await LedgerHost.Start(database, keeps: false);
        await next.Seen.Of("before it could be sent");
        Assert.Equal("0", await Eventually(async () => await Rows(next) is 0 ? "0" : null));
        Assert.Equal(["before it could be sent"], await Notes(next));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_transaction_that_throws_leaves_neither_rows_nor_messages(string engine)
    {
        await using var host = await LedgerHost.Start(databases.New(engine), delivers: false);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Store.Write(async t =>
        {
            t.Execute("insert into note (text) values ('half')");
            await t.Send("notes", new Note("half"));
            throw new InvalidOperationException("on the way");
        }, None));
        Assert.Empty(await Notes(host));
        Assert.Equal(0, await host.Store.Read(c => c.ExecuteScalar<int>("select count(*) from outbox")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_database_of_a_newer_program_is_refused(string engine)
    {
        await using var host = await LedgerHost.Start(databases.New(engine), delivers: false);
        await host.Store.Migrate([LedgerHost.Tables, new("test", 2, "create table later (id int not null);")], None);
        var refused = await Assert.ThrowsAsync<LedgerException>(() => host.Store.Migrate([LedgerHost.Tables], None));
        Assert.Contains("newer Sync", refused.Message);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Migrating_again_changes_nothing(string engine)
    {
        await using var host = await LedgerHost.Start(databases.New(engine), delivers: false);
        await host.Store.Write(t => t.Execute("insert into note (text) values ('kept')"), None);
        await host.Store.Migrate([LedgerHost.Tables], None);
        Assert.Equal(["kept"], await Notes(host));
    }

    public void Dispose() => databases.Dispose();

    private static async Task Send<T>(LedgerHost host, string endpoint, T message, Guid? id = null)
        where T : class
    {
        var address = await host.Bus.GetSendEndpoint(new Uri($"exchange:{endpoint}"));
        await address.Send(message, c => c.MessageId = id ?? c.MessageId);
    }

    private static Task<List<string>> Notes(LedgerHost host) => host.Store.Read(c => c.Query<string>("select text from note order by text").AsList());

    private static Task<int> Rows(LedgerHost host) => host.Store.Read(c => c.ExecuteScalar<int>("select count(*) from outbox"));

    private static async Task<string> Eventually(Func<Task<string?>> read)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (await read() is { } found)
                return found;
            await TimeProvider.System.Pass(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }
}
