using Dapper;

namespace Sync.Ledger.Databases;

/// <summary>Brings the tables of all rooms to what this program knows, each step in one transaction.</summary>
internal static class Schema
{
    private static readonly Migration Versions = new("schema", 1, """
        create table schema_step (room varchar(64) not null, version int not null, applied bigint not null, primary key (room, version));
        """);

    /// <exception cref="LedgerException">the database was made by a newer program</exception>
    public static async Task Migrate(Store store, IEnumerable<Migration> migrations, CancellationToken cancel)
    {
        await store.Write(t =>
        {
            if (t.Connection.ExecuteScalar<int>(store.Dialect.TableExists, new { table = "schema_step" }, t.Current) == 0)
                Run(t, Versions);
        }, cancel);
        foreach (var room in migrations.GroupBy(m => m.Room).OrderBy(g => g.Key, StringComparer.Ordinal))
            await Migrate(store, room.Key, [.. room.OrderBy(m => m.Version)], cancel);
    }

    private static async Task Migrate(Store store, string room, IReadOnlyList<Migration> steps, CancellationToken cancel)
    {
        var have = await store.Read(c => c.ExecuteScalar<int?>("select max(version) from schema_step where room = @room", new { room }) ?? 0);
        if (have > steps[^1].Version)
        {
            throw new LedgerException(
                $"The database has version {have} of the tables of \"{room}\", and this program knows {steps[^1].Version}: it was used by a newer Sync. Start that one, or restore a backup.");
        }
        foreach (var step in steps.Where(s => s.Version > have))
            await store.Write(t => Run(t, step), cancel);
    }

    private static void Run(Transaction t, Migration step)
    {
        var statements = t.Store.Dialect.Translate(step.Sql).Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var statement in statements)
            t.Execute(statement.TrimEnd(';'));
        t.Execute(
            "insert into schema_step (room, version, applied) values (@Room, @Version, @now)",
            new { step.Room, step.Version, now = t.Store.Now });
    }
}
