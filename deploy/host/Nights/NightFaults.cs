using System.Data.Common;
using Dapper;

namespace Sync.Host.Nights;

/// <summary>What went wrong in a night and was lived with.</summary>
internal static class NightFaults
{
    /// <summary>A sentence each.</summary>
    public static IReadOnlyList<string> Of(DbConnection c, Guid nightId)
    {
        var key = new { id = nightId.ToString("N") };
        List<string> faults = [];
        foreach (var (camera, reason, times) in c.Query<(string, string?, int)>(
            "select camera, reason, count(*) from allotment where night_id = @id and state = 'Released' group by camera, reason order by camera, count(*) desc", key))
            faults.Add($"{camera} took no frame in {Count(times, "round")}: {reason ?? "no reason given."}");
        var moves = c.ExecuteScalar<int>("select count(*) from sky_move where night_id = @id and reason is not null", key);
        if (moves > 0)
            faults.Add($"{Count(moves, "move")} failed; after each the telescopes were pointed anew.");
        var pending = c.ExecuteScalar<int>("select count(*) from frame where night_id = @id and state = 'Pending'", key);
        if (pending > 0)
            faults.Add($"{Count(pending, "frame")} still without a verdict; Sync judges what is left when it runs again.");
        foreach (var why in c.Query<string>("select parked_why from outbox where parked is not null order by parked, seq"))
            faults.Add($"A message could not be read and was set aside: {why.Split('\n')[0].Trim()}");
        return faults;
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
