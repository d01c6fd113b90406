using System.Data.Common;
using Dapper;
using Sync.Ledger.Databases;

namespace Sync.Ledger.Backups;

/// <summary>The steps that a store has made, against those that this program knows.</summary>
internal static class StepList
{
    /// <summary>Room and version of each step of a store.</summary>
    public static IReadOnlyList<(string Room, int Version)> Made(DbConnection connection, DbTransaction? transaction = null) =>
        connection.Query<(string, int)>("select room, version from schema_step", transaction: transaction).AsList();

    /// <summary>Those that this program does not know: a newer one made them.</summary>
    public static IReadOnlyList<(string Room, int Version)> Newer(IReadOnlyList<(string Room, int Version)> made, IReadOnlyList<Migration> known) =>
        [.. made.Where(m => !known.Any(k => (k.Room, k.Version) == m)).OrderBy(m => m)];

    /// <summary>The known steps among them, in the order in which they are run.</summary>
    public static IReadOnlyList<Migration> Of(IReadOnlyList<(string Room, int Version)> made, IReadOnlyList<Migration> known) =>
        [.. known.Where(k => made.Contains((k.Room, k.Version))).OrderBy(k => k.Room, StringComparer.Ordinal).ThenBy(k => k.Version)];

    /// <summary>The known steps of the same rooms that are still to be made.</summary>
    public static IReadOnlyList<Migration> After(IReadOnlyList<(string Room, int Version)> made, IReadOnlyList<Migration> known) =>
        [.. known.Where(k => made.Any(m => m.Room == k.Room) && !made.Contains((k.Room, k.Version))).OrderBy(k => k.Room, StringComparer.Ordinal).ThenBy(k => k.Version)];

    /// <summary>All that a store can have: a program's steps, the ledger's own, and the table of steps.</summary>
    public static IReadOnlyList<Migration> All(IEnumerable<Migration> migrations) =>
        [.. migrations.Append(LedgerRegistration.Tables).Append(Schema.Steps).Distinct()];
}
