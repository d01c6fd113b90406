using Sync.Ledger;

namespace Sync.Scheduler.Books;

/// <summary>Which rounds the night's script wanted.</summary>
internal static class ScriptBook
{
    public static void Begun(Transaction t, Guid nightId, Guid roundId) => t.Execute(
        "insert into script_round (round_id, night_id) values (@round, @night)", new { round = roundId.Key(), night = nightId.Key() });
}
