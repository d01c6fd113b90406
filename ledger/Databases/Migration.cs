namespace Sync.Ledger.Databases;

/// <summary>One step of a room's tables. A step that has been released is never edited; the next one changes what it made.</summary>
/// <param name="Room">whose tables: "ledger", "scheduler", …</param>
/// <param name="Version">counts a room's steps from 1</param>
/// <param name="Sql">
/// statements that both databases understand, one after the other, each ended by a semicolon at the end of a line.
/// Types as SQL Server names them (SQLite takes any name); <c>{sequence}</c> is a row number that counts itself.
/// </param>
public sealed record Migration(string Room, int Version, string Sql);
