using System.Data.Common;
using Dapper;
using Sync.Devices.Simulated.World;
using Sync.Ledger;

namespace Sync.Host.Nights;

/// <summary>What an earlier process left in a folder.</summary>
/// <param name="NightId">the night that it did not end; null when there is none</param>
/// <param name="LastKnown">the last instant at which anything is known to have happened; null in a new folder</param>
/// <param name="OfSimulated">whether its nights were simulated; null when there was none</param>
internal sealed record LeftNight(Guid? NightId, DateTimeOffset? LastKnown, bool? OfSimulated)
{
    /// <summary>By what was read, by the cameras' journals, and, of a night that was not ended, by its simulated devices.</summary>
    public static async Task<LeftNight> In(string directory, Store store)
    {
        var night = await store.Read(UnderWay);
        var last = await store.Read(LastWritten);
        bool? simulated = await store.Read(AnyNight) ? Directory.Exists(Worlds(directory)) : null;
        if (night is not { } id || !Directory.Exists(World(directory, id)))
            return new(night, last, simulated);
        var done = new SimulatedWorld(TimeProvider.System, 1, World(directory, id)).Records().Select(r => r.At).DefaultIfEmpty().Max();
        return new(night, last > done ? last : done, simulated);
    }

    /// <summary>Where the devices of a simulated night record what happened. Each night has its own: a new one begins with a parked mount.</summary>
    public static string World(string directory, Guid nightId) => Path.Combine(Worlds(directory), nightId.ToString("N"));

    private static string Worlds(string directory) => Path.Combine(directory, "world");

    private static bool AnyNight(DbConnection c) => c.ExecuteScalar<int>("select count(*) from night") > 0;

    private static Guid? UnderWay(DbConnection c) =>
        c.Query<string>("select id from night where state <> 'Ended' order by created desc").FirstOrDefault() is { } id
            ? Guid.ParseExact(id, "N")
            : null;

    private static DateTimeOffset? LastWritten(DbConnection c)
    {
        var tables = c.Query<string>("select distinct room from schema_step").ToHashSet();
        var last = new[] { ("ledger", "select max(consumed) from inbox"), ("camera-agent", "select max(changed) from camera_slot") }
            .Where(q => tables.Contains(q.Item1))
            .Max(q => c.ExecuteScalar<long?>(q.Item2));
        return last is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
