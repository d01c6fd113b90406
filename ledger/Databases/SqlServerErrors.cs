namespace Sync.Ledger.Databases;

/// <summary>
/// Error numbers of SQL Server and of its client that mean "not now". Microsoft lists them under "Troubleshoot transient
/// connection errors" and "Database engine events and errors".
/// </summary>
internal static class SqlServerErrors
{
    private static readonly HashSet<int> Passing =
    [
        -2, // no answer in time
        1205, // victim of a deadlock
        1222, // waited too long for a lock
        20, 64, 121, 233, 258, // the connection broke while it was made or used
        10053, 10054, 10060, 10061, // reset, timed out or refused by the network
        35, 40, 53, // no server there: it may be starting
        4060, 904, 922, // the database is not open yet: after a start it is recovered first
        18401, 6005, 17142, // the server is starting, ending or paused
        10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920, // a hosted server is short of something, or moves
    ];

    private static readonly HashSet<int> Duplicate = [2601, 2627];

    /// <summary>Whether the same work may succeed when it is done again.</summary>
    /// <param name="number">0 where the client's network names none, as on Linux when nobody listens</param>
    /// <param name="severity">the error's class; from 20 on the connection is gone</param>
    public static bool IsTransient(int number, int severity) => Passing.Contains(number) || (number == 0 && severity >= 20);

    /// <summary>Whether a row of that unique key is there already.</summary>
    public static bool IsDuplicate(int number) => Duplicate.Contains(number);
}
