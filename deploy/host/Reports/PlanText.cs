using System.Globalization;
using System.Text;
using Sync.Devices.Rig;
using Sync.Scheduler.Planning;

namespace Sync.Host.Reports;

/// <summary>A night ahead, for people; times in UTC.</summary>
internal static class PlanText
{
    public static string Of(PreviewOfNight night, SiteDescription site)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Night of {night.Night:yyyy-MM-dd} at {site.Name}, all times UTC");
        text.AppendLine(CultureInfo.InvariantCulture, $"Sun sets {Time(night.Sun.Sunset)}, dark {Time(night.Sun.AstronomicalDusk)} to {Time(night.Sun.AstronomicalDawn)}, rises {Time(night.Sun.Sunrise)}; moon {night.Moon.Illumination:P0}, rises {Time(night.Moon.Rise)}, sets {Time(night.Moon.Set)}");
        foreach (var (from, line) in Lines(night).OrderBy(l => l.From))
            text.AppendLine(line);
        foreach (var rejected in night.Rejected)
            text.AppendLine(CultureInfo.InvariantCulture, $"  not {rejected.Target}: {rejected.Reason}{(rejected.PossibleFrom is { } from ? $" Possible from {Time(from)}." : "")}");
        return text.ToString().TrimEnd();
    }

    private static IEnumerable<(DateTime From, string Line)> Lines(PreviewOfNight night) =>
        night.Blocks.Select(b => (b.From, $"  {Time(b.From)} - {Time(b.Until)}  {b.Target} ({b.Project}): {string.Join("; ", b.Cameras.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Camera} {c.Count} × {c.ExposureSeconds:0.#} s {c.Filter}")))}"))
            .Concat(night.Waits.Select(w => (w.From, $"  {Time(w.From)} - {Time(w.Until)}  waiting: {w.Reason}")));

    private static string Time(DateTime? instant) => instant?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "never";
}
