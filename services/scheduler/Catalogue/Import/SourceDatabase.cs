using System.Data.Common;
using System.Globalization;
using Sync.Ledger.Databases;

namespace Sync.Scheduler.Catalogue.Import;

/// <summary>A Target Scheduler database, read whole: some ten thousand frames are a few megabytes without their thumbnails.</summary>
internal sealed class SourceDatabase
{
    private static readonly string[] Needed = ["project", "target", "exposureplan", "exposuretemplate"];
    private static readonly string[] Wanted = ["ruleweight", "overrideexposureorderitem", "acquiredimage"];
    private readonly Dictionary<string, List<SourceRow>> tables = [];

    private SourceDatabase(DbConnection connection, string path)
    {
        var there = Names(connection);
        if (Array.Find(Needed, table => !there.Contains(table)) is { } missing)
            throw new ImportException($"{path} is no Target Scheduler database: it has no table \"{missing}\".");
        foreach (var table in Needed.Concat(Wanted).Where(there.Contains))
            tables[table] = Rows(connection, table);
        Version = Convert.ToInt32(Scalar(connection, "pragma user_version"), CultureInfo.InvariantCulture);
    }

    /// <summary>Of its schema.</summary>
    public int Version { get; }

    /// <exception cref="ImportException">the file is no such database, or is damaged</exception>
    public static SourceDatabase Load(string path)
    {
        using var connection = SqliteFile.OpenReadOnly(path);
        try
        {
            return new(connection, path);
        }
        catch (DbException e)
        {
            throw new ImportException($"{path} can't be read as a Target Scheduler database: {e.Message}");
        }
    }

    /// <summary>In the order of their ids; none when there is no such table.</summary>
    public IReadOnlyList<SourceRow> Table(string table) => tables.GetValueOrDefault(table, []);

    private static HashSet<string> Names(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select name from sqlite_master where type = 'table'";
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    private static List<SourceRow> Rows(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select * from \"{table}\" order by Id";
        using var reader = command.ExecuteReader();
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < reader.FieldCount; i++)
            columns[reader.GetName(i)] = i;
        List<SourceRow> rows = [];
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(new(table, columns, values));
        }

        return rows;
    }

    private static object? Scalar(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
