using System.Globalization;
using System.Text;

namespace Sync.Host.Reports;

/// <summary>The same for people.</summary>
internal static class RehearsalText
{
    public static string Of(RehearsalReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{TimeSpan.FromSeconds(report.SimulatedSeconds):hh\\:mm\\:ss} of night in {report.WallSeconds:F1} s: {report.Rounds} rounds, {report.Moves} moves.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Frames: {report.FramesRecorded} recorded, {report.FilesOnDisk} on disk; {report.Accepted} accepted, {report.Rejected} rejected, {report.Pending} pending.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Shutters open {report.OpenShutterFraction:P1} of the time; dead time between rounds {Spread(report.DeadTimeSeconds)}; start skew {Spread(report.StartSkewSeconds)}.");
        foreach (var camera in report.PerCamera)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {camera.Camera,-12} {camera.Frames,5} frames, open {TimeSpan.FromSeconds(camera.OpenShutterSeconds):hh\\:mm\\:ss}, waiting for others {TimeSpan.FromSeconds(camera.WaitingSeconds):hh\\:mm\\:ss}");
        foreach (var violation in report.Violations)
            text.AppendLine(CultureInfo.InvariantCulture, $"  VIOLATION: {violation}");
        if (report.Faults is { } faults)
            text.AppendLine(CultureInfo.InvariantCulture, $"Faults: {faults.Count}. See them with --json.");
        foreach (var promise in report.Broken ?? [])
            text.AppendLine(CultureInfo.InvariantCulture, $"  BROKEN PROMISE {promise.Invariant}: {promise.What}");
        text.Append(report.IsClean ? "No violations." : "This night broke a promise.");
        return text.ToString();
    }

    private static string Spread(Spread spread) =>
        string.Create(CultureInfo.InvariantCulture, $"{spread.P50:F1} s (95 % {spread.P95:F1} s, at most {spread.Max:F1} s)");
}
