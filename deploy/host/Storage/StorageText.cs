using Sync.Host.Reports;
using Sync.Ledger.Backups;
using Sync.Ledger.Databases;

namespace Sync.Host.Storage;

/// <summary>What was done with stores, for people.</summary>
internal static class StorageText
{
    /// <param name="done">the sentence above the table</param>
    /// <param name="report">what the backup holds</param>
    public static string Of(string done, BackupReport report)
    {
        var rows = report.Tables.Select(t => new[] { t.Table, $"{t.Rows}" });
        return string.Join(Environment.NewLine, [done, .. TextTable.Lines([["table", "rows"], .. rows, ["all", $"{report.Tables.Sum(t => t.Rows)}"]], 1)]);
    }

    public static string Of(IReadOnlyList<PreparedStore> stores)
    {
        var rows = stores.Select(s => new[]
        {
            s.Database,
            s.DatabaseMade ? "made" : "was there",
            s.LoginMade ? "made" : s.PasswordSet ? "password set" : "was there",
        });
        return string.Join(Environment.NewLine, TextTable.Lines([["database", "", "login"], .. rows]));
    }
}
