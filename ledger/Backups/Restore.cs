using Dapper;
using Sync.Ledger.Databases;
using Sync.Ledger.Locks;

namespace Sync.Ledger.Backups;

/// <summary>Puts a backup in the place of a store, of either kind, in one transaction: all of it, or nothing is changed.</summary>
public static class Restore
{
    /// <param name="store">no process may be using it</param>
    /// <param name="migrations">all that this program knows</param>
    /// <param name="file">a backup</param>
    /// <param name="replace">whether what the store holds now may go</param>
    /// <param name="cancel">changes nothing</param>
    /// <exception cref="LedgerException">the backup can't be used, or the store is in use or not empty</exception>
    public static async Task<BackupReport> Run(Store store, IEnumerable<Migration> migrations, string file, bool replace, CancellationToken cancel)
    {
        var known = StepList.All(migrations);
        using var backup = new BackupFile(file, known);
        using var hold = new StoreHold(store);
        await hold.Take(cancel);
        var present = await store.Read(c => c.Query<string>(store.Dialect.Tables).AsList());
        await CheckPlace(store, present, known, replace);
        await store.WriteRepeatable(t => Fill(t, backup, present, known, cancel), cancel);
        return backup.Report;
    }

    private static async Task CheckPlace(Store store, IReadOnlyList<string> present, IReadOnlyList<Migration> known, bool replace)
    {
        var name = store.Dialect.Describe(store.Options.ConnectionString);
        var own = Blueprint.Of(known).Select(s => s.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ofNewer = present.Contains(Schema.Table) && StepList.Newer(await store.Read(c => StepList.Made(c)), known).Count > 0;
        if (!ofNewer && present.FirstOrDefault(t => !own.Contains(t)) is { } foreign)
            throw new LedgerException($"The store {name} has a table {foreign} that is none of Sync's: restore into a database of its own.");
        if (replace)
            return;
        foreach (var table in present.Where(t => t != Schema.Table))
        {
            if (await store.Read(c => c.ExecuteScalar<long>($"select count(*) from {table}")) is > 0 and var rows)
                throw new LedgerException($"The store {name} is not empty ({table} has {rows} rows): --replace puts the backup in its place.");
        }
    }

    private static void Fill(Transaction t, BackupFile backup, IReadOnlyList<string> present, IReadOnlyList<Migration> known, CancellationToken cancel)
    {
        foreach (var table in present)
            t.Execute($"drop table {table}");
        foreach (var statement in backup.Steps.SelectMany(s => Schema.Statements(t.Store.Dialect, s)))
            t.Execute(statement);
        foreach (var table in backup.Shapes)
            Fill(t, backup, table, cancel);
        foreach (var step in StepList.After(backup.Made, known))
            Schema.Run(t, step);
    }

    private static void Fill(Transaction t, BackupFile backup, TableShape table, CancellationToken cancel)
    {
        Say(t.Store.Dialect.OwnNumbers(table.Name, allowed: true));
        backup.Check(table, TableCopy.Run(table, backup.Connection, null, t.Connection, t.Current, cancel));
        Say(t.Store.Dialect.OwnNumbers(table.Name, allowed: false));
        var written = new RowSum();
        foreach (var row in TableCopy.Rows(table, t.Connection, t.Current))
            written.Add(row);
        backup.Check(table, written);

        void Say(string? word)
        {
            if (word is not null && table.CountsItself)
                t.Execute(word);
        }
    }
}
