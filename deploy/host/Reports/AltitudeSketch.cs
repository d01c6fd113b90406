using System.Globalization;
using Sync.Astro.Coordinates;
using Sync.Scheduler.Planning;

namespace Sync.Host.Reports;

/// <summary>How high the targets of a night stand while they are exposed: a letter for a quarter of an hour.</summary>
internal sealed class AltitudeSketch
{
    private const string Heights = "▁▂▃▄▅▆▇█";
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    private readonly PreviewOfNight night;
    private readonly DateTime from;
    private readonly int steps;

    public AltitudeSketch(PreviewOfNight night)
    {
        this.night = night;
        from = Floor(night.Blocks[0].From);
        steps = (int)Math.Ceiling((night.Blocks[^1].Until - from) / Step);
    }

    public IEnumerable<string> Lines(IEnumerable<TargetToPlan> targets)
    {
        var exposed = night.Blocks.Select(b => b.TargetId).Distinct().Join(targets, id => id, t => t.TargetId, (_, t) => t).ToList();
        var width = exposed.Max(t => t.Name.Length);
        yield return $"  {"".PadRight(width)}  {Hours()}".TrimEnd();
        foreach (var target in exposed)
            yield return $"  {target.Name.PadRight(width)}  {string.Concat(Enumerable.Range(0, steps).Select(i => Letter(target, i)))}".TrimEnd();
        yield return $"  {"".PadRight(width)}  height while it is exposed, ▁ horizon to █ zenith; · while it stands above the limit of its project";
    }

    private string Hours() => string.Concat(Enumerable.Range(0, steps / 4).Select(i => (from + TimeSpan.FromHours(i)).ToString("HH", CultureInfo.InvariantCulture).PadRight(4)));

    private char Letter(TargetToPlan target, int step)
    {
        var middle = from + (Step * (step + 0.5));
        var altitude = Sky.Horizontal(target.Position, night.Site, new DateTimeOffset(middle, TimeSpan.Zero)).AltitudeDegrees;
        if (night.Blocks.Any(b => b.TargetId == target.TargetId && b.From <= middle && middle < b.Until))
            return Heights[Math.Clamp((int)(altitude / 90 * Heights.Length), 0, Heights.Length - 1)];
        return altitude > target.MinimumAltitudeDegrees ? '·' : ' ';
    }

    private static DateTime Floor(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerHour), instant.Kind);
}
