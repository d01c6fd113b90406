using System.Data.Common;
using Dapper;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sync.Clock;
using Sync.Ledger;
using Sync.Ledger.Backups;
using Sync.Ledger.Databases;
using Sync.Ledger.Locks;

namespace Sync.Tests.Ledger;

/// <summary>From any store into any other, whole, or not at all.</summary>
[Collection(DatabasesCollection.Name)]
public sealed class BackupTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Migration Things = new("things", 1, """
        create table thing (id char(32) not null primary key, name nvarchar(200) not null, weight float null, count_of int null, made bigint not null, body nvarchar(max) null);
        create table pair (id int not null);
        create index thing_name on thing (name);
        """);

    private static readonly Migration More = new("things", 2, """
        create table more (id char(32) not null primary key);
        insert into more (id) select id from thing;
        """);

    private readonly TestDatabases databases = new();
    private readonly Scratch scratch = new();

    public static TheoryData<string> Engines => TestDatabases.Engines;

    private string File => scratch.File("store.backup");

    [Theory, MemberData(nameof(Engines))]
    public async Task A_store_comes_back_as_it_was(string engine)
    {
        BackupReport made;
        using (var store = await Open(engine, Things))
        {
            await Fill(store, 500);
            made = await Make(store);
        }
        Assert.Equal(500, made.Tables.Single(t => t.Table == "thing").Rows);
        Assert.Equal(0, made.Tables.Single(t => t.Table == "pair").Rows);
        using var empty = await Open(engine);
        var restored = await Restore.Run(empty, [Things], File, replace: false, None);
        Assert.Equal(made.Tables, restored.Tables);
        Assert.Equal(Expected(500), await Rows(empty));
        var again = await Backup.Make(empty, [Things], scratch.File("again.backup"), "1.2.3", None);
        Assert.Equal(made.Tables, again.Tables);
        Assert.Equal(Sums(File), Sums(again.File));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Row_numbers_go_on_where_they_were(string engine)
    {
        using var store = await Open(engine, Things);
        await store.Write(t => Outbox(t, "a", "b", "c"), None);
        await store.Write(t => t.Execute("delete from outbox where message_id = 'a'"), None);
        await Make(store);
        await Restore.Run(store, [Things], File, replace: true, None);
        await store.Write(t => Outbox(t, "d"), None);
        var rows = await store.Read(c => c.Query<string>("select message_id from outbox order by seq").Select(i => i.Trim()).AsList());
        Assert.Equal(["b", "c", "d"], rows);
        Assert.Equal(3, await store.Read(c => c.ExecuteScalar<int>("select count(distinct seq) from outbox")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_backup_made_while_somebody_writes_shows_one_instant(string engine)
    {
        using var store = await Open(engine, Things);
        using var over = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                await store.Write(t =>
                {
                    t.Execute("insert into pair (id) values (@i)", new { i });
                    t.Execute("insert into thing (id, name, made) values (@id, 'both', 0)", new { id = NewId.NextGuid().ToString("N") });
                }, None);
            }
        });
        for (var i = 0; i < 5; i++)
        {
            while (await store.Read(c => c.ExecuteScalar<int>("select count(*) from thing")) < 20 * (i + 1))
                await TimeProvider.System.Pass(TimeSpan.FromMilliseconds(5), None);
            var report = await Backup.Make(store, [Things], scratch.File($"{i}.backup"), "1.2.3", None);
            Assert.Equal(report.Tables.Single(t => t.Table == "thing").Rows, report.Tables.Single(t => t.Table == "pair").Rows);
        }
        await over.CancelAsync();
        await writing;
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_store_that_is_not_empty_is_only_replaced_when_asked(string engine)
    {
        using var store = await Open(engine, Things);
        await Fill(store, 3);
        await Make(store);
        await store.Write(t => t.Execute("delete from thing where count_of = 1"), None);
        var refused = await Assert.ThrowsAsync<LedgerException>(() => Restore.Run(store, [Things], File, replace: false, None));
        Assert.Matches(@"is not empty \(\w+ has \d+ rows\): --replace puts the backup in its place\.$", refused.Message);
        await Restore.Run(store, [Things], File, replace: true, None);
        Assert.Equal(Expected(3), await Rows(store));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_backup_of_an_older_program_is_brought_up_to_date(string engine)
    {
        using var store = await Open(engine, Things);
        await Fill(store, 3);
        await Make(store);
        await Restore.Run(store, [Things, More], File, replace: true, None);
        Assert.Equal(3, await store.Read(c => c.ExecuteScalar<int>("select count(*) from more")));
        await store.Migrate([Things, More], None);
        Assert.Equal(Expected(3), await Rows(store));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_backup_of_a_newer_program_is_refused_and_a_newer_store_is_replaced(string engine)
    {
        using var store = await Open(engine, Things);
        await Fill(store, 3);
        await Make(store);
        await store.Migrate([Things, More], None);
        var newer = await Backup.Make(store, [Things, More], scratch.File("newer.backup"), "9.9", None);
        var refused = await Assert.ThrowsAsync<LedgerException>(() => Restore.Run(store, [Things], newer.File, replace: true, None));
        Assert.Equal($"The backup {newer.File} was made by Sync 9.9, which is newer than this one: restore it with that Sync.", refused.Message);
        Assert.Equal(3, await store.Read(c => c.ExecuteScalar<int>("select count(*) from more")));
        await Restore.Run(store, [Things], File, replace: true, None);
        await store.Migrate([Things, More], None);
        Assert.Equal(3, await store.Read(c => c.ExecuteScalar<int>("select count(*) from more")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_damaged_backup_changes_nothing(string engine)
    {
        using var store = await Open(engine, Things);
        await Fill(store, 3);
        await Make(store);
        await store.Write(t => t.Execute("delete from thing where count_of = 1"), None);
        Spoil("update thing set name = 'else' where count_of = 2");
        var refused = await Assert.ThrowsAsync<LedgerException>(() => Restore.Run(store, [Things], File, replace: true, None));
        Assert.Equal($"The backup {File} is damaged, and nothing was changed: a row of the table thing is not what it was.", refused.Message);
        Spoil("delete from thing where count_of = 2");
        refused = await Assert.ThrowsAsync<LedgerException>(() => Restore.Run(store, [Things], File, replace: true, None));
        Assert.Equal($"The backup {File} is damaged, and nothing was changed: the table thing has 2 rows and should have 3.", refused.Message);
        Assert.Equal(2, await store.Read(c => c.ExecuteScalar<int>("select count(*) from thing")));
        Assert.Equal(1, await store.Read(c => c.ExecuteScalar<int>("select count(*) from schema_step where room = 'things'")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_store_in_use_is_not_restored(string engine)
    {
        using var store = await Open(engine, Things);
        await Make(store);
        using (var hold = new StoreHold(store))
        {
            await hold.Take(None);
            var refused = await Assert.ThrowsAsync<LedgerException>(() => Restore.Run(store, [Things], File, replace: true, None));
            Assert.EndsWith("is in use by another process of Sync: end that one first; each process needs a store of its own.", refused.Message);
        }
        await Restore.Run(store, [Things], File, replace: true, None);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_table_of_somebody_else_is_never_dropped(string engine)
    {
        using var store = await Open(engine, Things);
        await Make(store);
        await store.Write(t => t.Execute("create table heirloom (id int)"), None);
        var refused = await Assert.ThrowsAsync<LedgerException>(() => Restore.Run(store, [Things], File, replace: true, None));
        Assert.Contains("has a table heirloom that is none of Sync's", refused.Message);
    }

    public void Dispose()
    {
        databases.Dispose();
        scratch.Dispose();
    }

    internal static IReadOnlyList<string> Expected(int count) => [.. Enumerable.Range(0, count).Select(Text).Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<string>> Rows(Store store) => await store.Read(c =>
        c.Query<(string Id, string Name, double? Weight, int? Count, long Made, string? Body)>("select id, name, weight, count_of, made, body from thing")
            .Select(r => $"{r.Id} {r.Name} {r.Weight:R} {r.Count} {r.Made} {r.Body}").Order(StringComparer.Ordinal).ToList());

    private static string Text(int i)
    {
        var (id, name, weight, count, made, body) = Row(i);
        return $"{id} {name} {weight:R} {count} {made} {body}";
    }

    private static (string Id, string Name, double? Weight, int? Count, long Made, string? Body) Row(int i) => (
        $"{i:x32}", i % 3 == 0 ? "Καρκίνος 🦀 'quoted' " : "plain", i % 5 == 0 ? null : (i / 3.0) + 1e-17, i == 0 ? null : i, long.MaxValue - i,
        i % 7 == 0 ? new string('ж', 9000) : i % 7 == 1 ? "" : null);

    private static Task Fill(Store store, int count) => store.Write(t =>
    {
        for (var i = 0; i < count; i++)
        {
            var (id, name, weight, counted, made, body) = Row(i);
            t.Execute("insert into thing (id, name, weight, count_of, made, body) values (@id, @name, @weight, @counted, @made, @body)", new { id, name, weight, counted, made, body });
        }
    }, None);

    private static void Outbox(Transaction t, params string[] messages)
    {
        foreach (var id in messages)
            t.Execute("insert into outbox (message_id, due, destination, envelope, body) values (@id, 0, 'nowhere', '', '')", new { id });
    }

    private static List<string> Sums(string file)
    {
        using DbConnection connection = SqliteFile.OpenReadOnly(file);
        return connection.Query<string>("select name || row_count || checksum from sync_backup_table order by name").AsList();
    }

    private Task<BackupReport> Make(Store store) => Backup.Make(store, [Things], File, "1.2.3", None);

    private void Spoil(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    private async Task<Store> Open(string engine, params Migration[] migrations)
    {
        var options = new LedgerOptions { ConnectionString = databases.New(engine), KeepUntilConsumed = true };
        var store = new Store(options, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
        if (migrations.Length > 0)
            await store.Migrate(migrations, None);
        return store;
    }
}
