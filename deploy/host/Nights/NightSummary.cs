using System.Data.Common;
using Dapper;
using Sync.Devices.Simulated.World;
using Sync.Host.Reports;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;

namespace Sync.Host.Nights;

/// <summary>What a night came to, by its books; of a simulated one, shutters by what the devices recorded.</summary>
internal sealed record NightSummary
{
    public required DateTimeOffset Began { get; init; }

    public required DateTimeOffset Ended { get; init; }

    public required string EndReason { get; init; }

    public required int Rounds { get; init; }

    public required int Moves { get; init; }

    public required int Dithers { get; init; }

    public required IReadOnlyList<FramesOfPlan> Frames { get; init; }

    public required IReadOnlyList<Rejections> Rejected { get; init; }

    /// <summary>Of the time from the first exposure to the last, the mean of all cameras; 0 to 1.</summary>
    public required double OpenShutterFraction { get; init; }

    public required Spread DeadTimeSeconds { get; init; }

    /// <summary>What the operator should know, a sentence each.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Empty for real devices: they keep no record of their own.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    public required IReadOnlyList<ProjectSummary> Catalogue { get; init; }

    public required string FramesFolder { get; init; }

    /// <summary>A file, or "SQL Server".</summary>
    public required string Database { get; init; }

    public static async Task<NightSummary> Of(NightRun night, HostSettings settings)
    {
        var row = await night.Row() ?? throw new NightException("The night ended before it began.");
        var rounds = await night.Rounds();
        var records = settings.World is null ? null : night.World.Records();
        var key = new { id = night.NightId.ToString("N") };
        var openings = records is null ? await night.Store.Read(c => OpeningsOf(c, key)) : [.. Opening.All(FocusRuns.Without(records, rounds))];
        var shutters = new Shutters(openings, rounds);
        return new()
        {
            Began = row.BeganAt,
            Ended = row.EndedAt ?? settings.Time.GetUtcNow(),
            EndReason = row.EndReason ?? "It has not ended.",
            Rounds = rounds.Count(r => r.OpenedAt is not null),
            Moves = row.Epoch,
            Dithers = row.Dithers.Values.Sum(),
            Frames = await night.Store.Read(c => c.Query<FramesOfPlan>(FramesOfPlan.Sql, key).AsList()),
            Rejected = await night.Store.Read(c => c.Query<Rejections>(Rejections.Sql, key).AsList()),
            OpenShutterFraction = shutters.OpenFraction(settings.Cameras, shutters.Whole),
            DeadTimeSeconds = Spread.Of(shutters.DeadTimes),
            Faults = await night.Store.Read(c => NightFaults.Of(c, night.NightId)),
            Violations = records is null ? [] : RoundJudge.Of(records, rounds).Violations,
            Catalogue = await night.Store.Read(CatalogueSummary.Of),
            FramesFolder = settings.Frames,
            Database = settings.Storage is null ? CatalogueFile.In(settings.Directory) : "SQL Server",
        };
    }

    private static List<Opening> OpeningsOf(DbConnection c, object key) =>
        [.. c.Query<(string Camera, long Opened, long Closed)>("select camera, opened, closed from frame where night_id = @id", key)
            .Select(f => new Opening(f.Camera, DateTimeOffset.FromUnixTimeMilliseconds(f.Opened), DateTimeOffset.FromUnixTimeMilliseconds(f.Closed)))];
}
