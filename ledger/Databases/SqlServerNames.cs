namespace Sync.Ledger.Databases;

/// <summary>Names and texts where T-SQL takes no parameters.</summary>
internal static class SqlServerNames
{
    private const int LongestName = 128;

    /// <exception cref="ArgumentException">no name of SQL Server's</exception>
    public static string Quoted(string name) => name.Length is > 0 and <= LongestName && !name.Contains('\0', StringComparison.Ordinal)
        ? $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]"
        : throw new ArgumentException($"\"{name}\" is no name; allowed are 1 to {LongestName} characters.");

    public static string Literal(string text) => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
