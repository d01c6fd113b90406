using System.Data.Common;
using Dapper;
using Sync.Contracts;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;

namespace Sync.Host.Nights;

/// <summary>Looks at the night without disturbing it: nothing here counts as work, and the books are read once a second at most.</summary>
internal sealed class NightWatch(NightRun night, HostSettings settings)
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> seen = [];
    private Dictionary<string, FrameTally> frames = [];
    private Dictionary<Guid, IReadOnlyList<PlanSummary>> plans = [];
    private Astro.Twilight.Night? sky;
    private long? read;

    /// <summary>The last picture, with the books as they are then.</summary>
    public Task<NightPicture> LookLast()
    {
        read = null;
        return Look(null);
    }

    public async Task<NightPicture> Look(string? notice)
    {
        var now = settings.Time.GetUtcNow();
        var view = night.Tonight.Night;
        await Read();
        var present = night.Tonight.Cameras.ToDictionary(c => c.Camera);
        seen.UnionWith(present.Keys);
        return new(
            now,
            settings.Rig.Site.Name,
            Sky(now),
            view,
            [.. settings.Cameras.Select(c => Picture(c, view, present.GetValueOrDefault(c)))],
            view?.TargetId is { } target ? plans.GetValueOrDefault(target) ?? [] : [],
            notice,
            night.Tonight.Check);
    }

    /// <summary>A shutter is told of when it opens; the heartbeat after it may come three seconds later.</summary>
    private CameraPicture Picture(string name, NightView? view, CameraHeartbeat? heard)
    {
        var slot = view?.Slots.FirstOrDefault(s => s.Camera == name);
        var tally = frames.GetValueOrDefault(name, FrameTally.None);
        if (heard is not null && slot is not null && night.Tonight.LastOpening(name) is { } opening && opening.OpenedAt > heard.SentAt)
            return new(name, true, CameraActivity.Exposing, opening.OpenedAt + slot.Exposure, slot.Exposure, slot, tally);
        return new(name, seen.Contains(name), heard?.Activity, heard?.ExposureEnds, heard?.Exposure, slot, tally);
    }

    private Astro.Twilight.Night Sky(DateTimeOffset now)
    {
        if (sky is null || now >= sky.NextNoon)
        {
            var site = settings.Rig.Site.ToGeoSite();
            sky = Astro.Twilight.Night.Of(site, Astro.Twilight.Night.EveningOf(site, now));
        }
        return sky;
    }

    private async Task Read()
    {
        if (read is { } last && TimeProvider.System.GetElapsedTime(last) < ReadAgain)
            return;
        read = TimeProvider.System.GetTimestamp();
        try
        {
            (frames, plans) = await night.Store.Read(c => (Frames(c, night.NightId), Plans(c)));
        }
        catch (DbException)
        {
            // the screen shows what it knew, and asks again in a second
        }
    }

    private static Dictionary<string, FrameTally> Frames(DbConnection c, Guid nightId) =>
        c.Query<FramesOfPlan>(FramesOfPlan.Sql, new { id = nightId.ToString("N") })
            .GroupBy(f => f.Camera)
            .ToDictionary(g => g.Key, g => new FrameTally(g.Sum(f => f.Accepted), g.Sum(f => f.Pending), g.Sum(f => f.Rejected)));

    private static Dictionary<Guid, IReadOnlyList<PlanSummary>> Plans(DbConnection c) =>
        CatalogueSummary.Of(c).SelectMany(p => p.Targets).ToDictionary(t => t.TargetId, t => t.Plans);
}
