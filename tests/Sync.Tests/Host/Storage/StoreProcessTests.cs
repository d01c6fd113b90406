using Dapper;
using Sync.Clock;
using Sync.Host.Nights;
using Sync.Host.Storage;
using Sync.Ledger;
using Sync.Ledger.Backups;

namespace Sync.Tests.Host.Storage;

/// <summary>Processes that want the same store, and one that is killed while it writes.</summary>
[Collection("The program")]
public sealed class StoreProcessTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly Scratch scratch = new();

    private string StoreFile => CatalogueFile.In(scratch.File("store"));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_restore_that_is_killed_in_the_middle_changes_nothing()
    {
        using (var big = StoreAtRest.Open(null, scratch.File("big")))
        {
            await big.Migrate(KnownTables.All, None);
            await Fill(big, 60_000, new string('b', 500));
            await Backup.Make(big, KnownTables.All, scratch.File("big.backup"), "1", None);
        }
        using (var old = StoreAtRest.Open(null, scratch.File("store")))
        {
            await old.Migrate(KnownTables.All, None);
            await Fill(old, 3, "old");
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using (var killed = SyncProcess.Start("restore", scratch.File("big.backup"), "--replace", "--data", scratch.File("store")))
        {
            await Grown($"{StoreFile}-wal", 2_000_000);
            await killed.Killed();
            Assert.Empty(killed.Lines);
        }
        using (var store = StoreAtRest.Open(null, scratch.File("store")))
            Assert.Equal((3, "old"), await store.Read(c => c.QuerySingle<(int, string)>("select count(*), max(body) from outbox")));
        using var again = SyncProcess.Start("restore", scratch.File("big.backup"), "--replace", "--data", scratch.File("store"));
        Assert.Equal(0, await again.Ended(Soon));
        using var restored = StoreAtRest.Open(null, scratch.File("store"));
        Assert.Equal(60_000, await restored.Read(c => c.ExecuteScalar<int>("select count(*) from outbox")));
    }

    [Fact]
    public async Task A_store_has_one_process_and_after_a_kill_the_next_gets_in_at_once()
    {
        using (var first = Night())
        {
            await first.Line("Round 1 on");
            using (var second = Night())
            {
                Assert.Equal(1, await second.Ended(Soon));
                Assert.Equal([$"The store {StoreFile} is in use by another process of Sync: end that one first; each process needs a store of its own."], second.Lines);
            }
            (await Spoken.By("backup", scratch.File("night.backup"), "--data", scratch.File("store"))).Done();
            (await Spoken.By("restore", scratch.File("night.backup"), "--replace", "--data", scratch.File("store")))
                .Refused($"The store {StoreFile} is in use by another process of Sync: end that one first; each process needs a store of its own.");
            await first.Killed();
        }
        using var next = Night();
        await next.Line("Round ");
        await next.Killed();
        (await Spoken.By("restore", scratch.File("night.backup"), "--replace", "--data", scratch.File("store"))).Done();
    }

    private SyncProcess Night() => SyncProcess.Start("--speed", "600", "--cameras", "1", "--data", scratch.File("store"));

    private static Task Fill(Store store, int rows, string body) => store.Write(t =>
    {
        for (var i = 0; i < rows; i++)
            t.Execute("insert into outbox (message_id, due, destination, envelope, body) values (@id, 0, 'nowhere', '', @body)", new { id = $"{i:x32}", body });
    }, None);

    private static async Task Grown(string file, long bytes)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!(new FileInfo(file) is { Exists: true } found && found.Length > bytes))
            await TimeProvider.System.Pass(TimeSpan.FromMilliseconds(2), limit.Token);
    }
}
