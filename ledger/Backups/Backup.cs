using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Ledger.Databases;

namespace Sync.Ledger.Backups;

/// <summary>
/// Copies a store, of either kind, into one file: an SQLite database with the same tables, and with two more that say what
/// it is. Services may run meanwhile; the copy shows one instant.
/// </summary>
public static class Backup
{
    /// <summary>Of the file's two tables of its own.</summary>
    internal const int Format = 1;

    private const string Tables = """
        create table sync_backup (format int not null, program text not null, made bigint not null, kind text not null);
        create table sync_backup_table (name text not null primary key, row_count bigint not null, checksum text not null);
        """;

    /// <param name="store">what is copied</param>
    /// <param name="migrations">all that this program knows</param>
    /// <param name="file">a path where nothing is yet</param>
    /// <param name="program">this program's version</param>
    /// <param name="cancel">leaves no file</param>
    /// <exception cref="LedgerException">there is such a file, or the store can't be copied</exception>
    public static async Task<BackupReport> Make(Store store, IEnumerable<Migration> migrations, string file, string program, CancellationToken cancel)
    {
        if (Path.Exists(file))
            throw new LedgerException($"There is a {file} already; a backup never takes the place of another file.");
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            throw new LedgerException($"There is no folder {folder} for the backup.");
        if (!store.Dialect.Exists(store.Options.ConnectionString))
            throw new LedgerException($"There is no store {store.Dialect.Describe(store.Options.ConnectionString)}.");
        var part = $"{file}.part";
        try
        {
            var known = StepList.All(migrations);
            var report = await store.Read(from => Copy(store, from, known, part, program, cancel));
            Keep(part, file);
            return report with { File = file };
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static BackupReport Copy(Store store, DbConnection from, IReadOnlyList<Migration> known, string part, string program, CancellationToken cancel)
    {
        SqliteDialect.Ready();
        File.Delete(part); // of an attempt before, or of a process that was killed
        using var snapshot = store.Dialect.Snapshot(from);
        var steps = Steps(store, from, snapshot, known);
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = part, Pooling = false }.ConnectionString);
        to.Open();
        to.Execute("pragma journal_mode=off; pragma synchronous=off"); // it is worth nothing before it is whole
        using var writing = to.BeginTransaction();
        var dialect = new SqliteDialect();
        foreach (var statement in steps.SelectMany(s => Schema.Statements(dialect, s)))
            to.Execute(statement, transaction: writing);
        to.Execute(Tables, transaction: writing);
        var report = new BackupReport { File = part, Program = program, Made = DateTimeOffset.FromUnixTimeMilliseconds(store.Now), Kind = store.Dialect.Kind, Tables = [] };
        var counts = new List<TableCount>();
        foreach (var table in Blueprint.Of(steps))
        {
            var sum = TableCopy.Run(table, from, snapshot, to, writing, cancel);
            to.Execute("insert into sync_backup_table (name, row_count, checksum) values (@Name, @Rows, @Checksum)", new { table.Name, sum.Rows, sum.Checksum }, writing);
            counts.Add(new TableCount(table.Name, sum.Rows));
        }
        to.Execute(
            "insert into sync_backup (format, program, made, kind) values (@Format, @Program, @made, @Kind)",
            new { Format, report.Program, made = report.Made.ToUnixTimeMilliseconds(), report.Kind },
            writing);
        writing.Commit();
        return report with { Tables = counts };
    }

    private static IReadOnlyList<Migration> Steps(Store store, DbConnection from, DbTransaction snapshot, IReadOnlyList<Migration> known)
    {
        var name = store.Dialect.Describe(store.Options.ConnectionString);
        if (!Schema.Exists(store.Dialect, from, snapshot))
            throw new LedgerException($"The store {name} has no tables of Sync.");
        var made = StepList.Made(from, snapshot);
        return StepList.Newer(made, known) is [var (room, version), ..]
            ? throw new LedgerException($"The store {name} has version {version} of the tables of \"{room}\", which this program does not know: back it up with the newer Sync that made it.")
            : StepList.Of(made, known);
    }

    /// <summary>Under its name only when all of it is on the disk.</summary>
    private static void Keep(string part, string file)
    {
        using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            written.Flush(flushToDisk: true);
        File.Move(part, file, overwrite: false);
    }
}
