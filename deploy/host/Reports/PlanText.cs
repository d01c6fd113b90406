using System.Globalization;
using System.Text;
using Sync.Devices.Rig;
using Sync.Scheduler.Planning;

namespace Sync.Host.Reports;

/// <summary>A night ahead, for people; times in UTC.</summary>
internal static class PlanText
{
    private const string Indent = "                 ";

    public static string Of(PreviewOfNight night, SiteDescription site, IReadOnlyList<TargetToPlan> targets)
    {
        var text = new StringBuilder();
        Line(text, $"Night of {night.Night:yyyy-MM-dd} at {site.Name}, all times UTC");
        Line(text, $"  sun sets {Time(night.Sun.Sunset)}, dark {Time(night.Sun.AstronomicalDusk)} to {Time(night.Sun.AstronomicalDawn)}, rises {Time(night.Sun.Sunrise)}");
        Line(text, $"  moon {night.Moon.Illumination:P0} lit, rises {Time(night.Moon.Rise)}, sets {Time(night.Moon.Set)}");
        if (night.Blocks.Count > 0)
            text.AppendLine().AppendJoin(Environment.NewLine, new AltitudeSketch(night).Lines(targets)).AppendLine();
        text.AppendLine();
        foreach (var (_, lines) in Entries(night).OrderBy(e => e.From))
            text.AppendJoin(Environment.NewLine, lines).AppendLine();
        Line(text, $"  then           {night.Ending}");
        AddRejected(text, night.Rejected);
        return text.ToString().TrimEnd();
    }

    private static IEnumerable<(DateTime From, IEnumerable<string> Lines)> Entries(PreviewOfNight night) =>
        night.Blocks.Select(b => (b.From, Block(b)))
            .Concat(night.Waits.Select(w => (w.From, (IEnumerable<string>)[$"  {Time(w.From)} - {Time(w.Until)}  {w.Reason}"])));

    private static IEnumerable<string> Block(PreviewBlock block)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"  {Time(block.From)} - {Time(block.Until)}  {block.Target} ({block.Project}), {block.Rounds} {(block.Rounds == 1 ? "round" : "rounds")} of up to {block.RoundSeconds:0.#} s");
        var width = block.Cameras.Max(c => c.Camera.Length);
        foreach (var camera in block.Cameras.GroupBy(c => c.Camera))
            yield return $"{Indent}{camera.Key.PadRight(width)}  {string.Join(", ", camera.Select(Exposures))}";
    }

    private static string Exposures(PreviewCamera c) =>
        string.Create(CultureInfo.InvariantCulture, $"{c.Count} × {c.ExposureSeconds:0.#} s {c.Filter ?? c.Plan}");

    /// <summary>Targets that share a reason share a line.</summary>
    private static void AddRejected(StringBuilder text, IReadOnlyList<PreviewRejection> rejected)
    {
        if (rejected.Count == 0)
            return;
        text.AppendLine().AppendLine("Not tonight, as seen when the first exposure begins:");
        foreach (var reason in rejected.GroupBy(r => r.Reason))
            Line(text, $"  {string.Join(", ", reason.Select(Target))}: {reason.Key}");
    }

    private static string Target(PreviewRejection rejected) =>
        rejected.PossibleFrom is { } from ? $"{rejected.Target} (from {Time(from)})" : rejected.Target;

    private static string Time(DateTime? instant) => instant?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "never";

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
