using System.Data.Common;
using Dapper;

namespace Sync.Ledger.Databases;

/// <summary>Brings the tables of all rooms to what this program knows, each step in one transaction.</summary>
internal static class Schema
{
    /// <summary>Where it is written down which steps were made.</summary>
    public const string Table = "schema_step";

    /// <summary>The step that makes that table.</summary>
    public static readonly Migration Steps = new("schema", 1, """
        create table schema_step (room varchar(64) not null, version int not null, applied bigint not null, primary key (room, version));
        """);

    /// <exception cref="LedgerException">the database was made by a newer program</exception>
    public static async Task Migrate(Store store, IEnumerable<Migration> migrations, CancellationToken cancel)
    {
        await store.WriteRepeatable(t =>
        {
            if (!Exists(store.Dialect, t.Connection, t.Current))
                Run(t, Steps);
        }, cancel);
        foreach (var room in migrations.GroupBy(m => m.Room).OrderBy(g => g.Key, StringComparer.Ordinal))
            await Migrate(store, room.Key, [.. room.OrderBy(m => m.Version)], cancel);
    }

    public static bool Exists(Dialect dialect, DbConnection connection, DbTransaction? transaction) =>
        connection.ExecuteScalar<int>(dialect.TableExists, new { table = Table }, transaction) > 0;

    /// <summary>Runs one step and writes down that it was.</summary>
    public static void Run(Transaction t, Migration step)
    {
        foreach (var statement in Statements(t.Store.Dialect, step))
            t.Execute(statement);
        t.Execute(
            "insert into schema_step (room, version, applied) values (@Room, @Version, @now)",
            new { step.Room, step.Version, now = t.Store.Now });
    }

    public static IEnumerable<string> Statements(Dialect dialect, Migration step) =>
        dialect.Translate(step.Sql)
            .Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(s => s.TrimEnd(';'));

    private static async Task Migrate(Store store, string room, IReadOnlyList<Migration> steps, CancellationToken cancel)
    {
        var have = await store.Read(c => c.ExecuteScalar<int?>("select max(version) from schema_step where room = @room", new { room }) ?? 0);
        if (have > steps[^1].Version)
        {
            throw new LedgerException(
                $"The database has version {have} of the tables of \"{room}\", and this program knows {steps[^1].Version}: it was used by a newer Sync. Start that one, or restore a backup.");
        }
        foreach (var step in steps.Where(s => s.Version > have))
        {
            await store.WriteRepeatable(t =>
            {
                if (t.First<int>("select count(*) from schema_step where room = @Room and version = @Version", new { step.Room, step.Version }) == 0)
                    Run(t, step);
            }, cancel);
        }
    }
}
