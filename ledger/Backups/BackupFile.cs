using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Ledger.Databases;

namespace Sync.Ledger.Backups;

/// <summary>A backup that is opened to be read, and was found whole.</summary>
internal sealed class BackupFile : IDisposable
{
    private readonly Dictionary<string, (long Rows, string Checksum)> sums;

    /// <exception cref="LedgerException">there is no such file, it is none of Sync's, or it is damaged</exception>
    public BackupFile(string path, IReadOnlyList<Migration> known)
    {
        Connection = SqliteFile.OpenReadOnly(path);
        try
        {
            CheckKind(path);
            CheckPages(path);
            Made = StepList.Made(Connection);
            var head = Connection.QuerySingle<(long Format, string Program, long Made, string Kind)>("select format, program, made, kind from sync_backup");
            CheckAge(path, head.Format, head.Program, known);
            sums = Connection.Query<(string Name, long Rows, string Checksum)>("select name, row_count, checksum from sync_backup_table")
                .ToDictionary(t => t.Name, t => (t.Rows, t.Checksum));
            Steps = StepList.Of(Made, known);
            Shapes = Blueprint.Of(Steps);
            Report = new()
            {
                File = path,
                Program = head.Program,
                Made = DateTimeOffset.FromUnixTimeMilliseconds(head.Made),
                Kind = head.Kind,
                Tables = [.. Shapes.Select(s => new TableCount(s.Name, sums.GetValueOrDefault(s.Name).Rows))],
            };
        }
        catch (Exception e)
        {
            Connection.Dispose();
            if (e is SqliteException or InvalidOperationException)
                throw Damaged(path, e.Message);
            throw;
        }
    }

    public DbConnection Connection { get; }

    public BackupReport Report { get; }

    public IReadOnlyList<(string Room, int Version)> Made { get; }

    /// <summary>How its tables were made.</summary>
    public IReadOnlyList<Migration> Steps { get; }

    public IReadOnlyList<TableShape> Shapes { get; }

    /// <exception cref="LedgerException">these are not the rows that the table had</exception>
    public void Check(TableShape table, RowSum read)
    {
        var (rows, checksum) = sums.GetValueOrDefault(table.Name);
        if (read.Rows != rows)
            throw Damaged(Report.File, $"the table {table.Name} has {read.Rows} rows and should have {rows}.");
        if (read.Checksum != checksum)
            throw Damaged(Report.File, $"a row of the table {table.Name} is not what it was.");
    }

    public void Dispose() => Connection.Dispose();

    public static LedgerException Damaged(string path, string why) => new($"The backup {path} is damaged, and nothing was changed: {why}");

    private void CheckKind(string path)
    {
        if (Connection.ExecuteScalar<int>("select count(*) from sqlite_master where name in ('sync_backup', 'sync_backup_table')") != 2)
            throw new LedgerException($"{path} is an SQLite database, but no backup that Sync made.");
    }

    private void CheckPages(string path)
    {
        var found = Connection.ExecuteScalar<string>("pragma integrity_check(1)");
        if (found != "ok")
            throw Damaged(path, $"{found?.ReplaceLineEndings(" ").Trim()}.");
    }

    private void CheckAge(string path, long format, string program, IReadOnlyList<Migration> known)
    {
        if (format > Backup.Format || StepList.Newer(Made, known).Count > 0)
            throw new LedgerException($"The backup {path} was made by Sync {program}, which is newer than this one: restore it with that Sync.");
    }
}
