namespace Sync.Ledger.Backups;

/// <summary>What a backup holds.</summary>
public sealed record BackupReport
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>The instant that it shows.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>What it is of: "SQLite" or "SQL Server".</summary>
    public required string Kind { get; init; }

    public required IReadOnlyList<TableCount> Tables { get; init; }
}

/// <param name="Table">its name</param>
/// <param name="Rows">how many it has</param>
public sealed record TableCount(string Table, long Rows);
