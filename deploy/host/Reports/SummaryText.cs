using System.Globalization;
using System.Text;
using Sync.Host.Nights;

namespace Sync.Host.Reports;

/// <summary>A night that is over, for people.</summary>
internal static class SummaryText
{
    public static string Of(NightSummary night)
    {
        var text = new StringBuilder();
        Line(text, $"The night is over: {night.EndReason}");
        Line(text, $"{night.Began:yyyy-MM-dd HH:mm} to {night.Ended:yyyy-MM-dd HH:mm} UTC: {night.Rounds} rounds, {night.Moves} moves, {night.Dithers} of them dithers.");
        AddFrames(text, night);
        AddTimes(text, night);
        AddList(text, "Worth knowing:", night.Faults);
        AddList(text, "Open when it must not be:", [.. night.Violations.Select(v => v.ToString())]);
        CatalogueText.Add(text, night.Catalogue);
        Line(text, $"Frames are in {night.FramesFolder}, the books in {night.Database}.");
        return text.ToString().TrimEnd();
    }

    private static void AddFrames(StringBuilder text, NightSummary night)
    {
        if (night.Frames.Count == 0)
        {
            Line(text, $"No frame was taken.");
            return;
        }
        List<string[]> rows = [["camera", "target", "kind", "filter", "seconds", "accepted", "rejected", "pending"]];
        rows.AddRange(night.Frames.Select(f => new[]
        {
            f.Camera, f.Target, f.Kind, f.Filter, Number(f.ExposureSeconds), Number(f.Accepted), Number(f.Rejected), Number(f.Pending),
        }));
        rows.Add(["all", "", "", "", "", Number(night.Frames.Sum(f => f.Accepted)), Number(night.Frames.Sum(f => f.Rejected)), Number(night.Frames.Sum(f => f.Pending))]);
        text.AppendLine();
        text.AppendJoin(Environment.NewLine, TextTable.Lines(rows, 4, 5, 6, 7)).AppendLine();
        if (night.Rejected.Count > 0)
            Line(text, $"  rejected for {string.Join(", ", night.Rejected.Select(r => $"{r.Reason} ({r.Frames})"))}");
        text.AppendLine();
    }

    private static void AddTimes(StringBuilder text, NightSummary night)
    {
        if (night.Rounds == 0)
            return;
        var dead = night.DeadTimeSeconds;
        Line(text, $"Shutters were open {night.OpenShutterFraction:P0} of the time from the first exposure to the last.");
        Line(text, $"Dead time from round to round: half within {dead.P50:F1} s, 95 % within {dead.P95:F1} s, at most {dead.Max:F1} s.");
    }

    private static void AddList(StringBuilder text, string head, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        text.AppendLine(head);
        foreach (var line in lines)
            Line(text, $"  {line}");
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
