using System.Globalization;
using Spectre.Console;
using Sync.Scheduler.Story;

namespace Sync.Host.Reports;

/// <summary>A night's story as a tree, for people.</summary>
internal static class TraceText
{
    /// <summary>What a line says beside its name: of each fact its value, said as people say it.</summary>
    private static readonly Dictionary<string, string> Said = new()
    {
        ["night.rounds"] = "{0} rounds",
        ["night.frames"] = "{0} frames",
        ["night.end"] = "{0}",
        ["project.name"] = "({0})",
        ["target.rounds"] = "{0} rounds",
        ["filter.name"] = "{0}",
        ["exposure.seconds"] = "{0} s",
        ["frame.verdict"] = "{0}",
        ["frame.reason"] = "({0})",
        ["frame.hfr_pixels"] = "HFR {0:0.00} px",
        ["frame.stars"] = "{0} stars",
        ["wait.reason"] = "{0}",
        ["check.findings"] = "{0} findings",
    };

    public static void Write(IAnsiConsole console, Step night)
    {
        var tree = new Tree(Line(night));
        Add(tree, night.Steps);
        console.Write(tree);
    }

    private static void Add(IHasTreeNodes parent, IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
            Add(parent.AddNode(Line(step)), step.Steps);
    }

    private static Text Line(Step step)
    {
        var facts = step.Facts.Where(f => Said.ContainsKey(f.Name)).Select(f => string.Format(CultureInfo.InvariantCulture, Said[f.Name], f.Value));
        var words = string.Join(", ", facts).Replace(", (", " (", StringComparison.Ordinal);
        var trouble = step.Trouble is null ? "" : $"  {step.Trouble}";
        return new($"{step.From:HH:mm:ss}  {Length(step)}  {step.Name}{(words.Length > 0 ? $"  {words}" : "")}{trouble}", new Style(step.Trouble is null ? Color.Default : Color.Red));
    }

    private static string Length(Step step) => step.Until is not { } until ? "…" : (until - step.From) switch
    {
        { TotalHours: >= 1 } t => string.Create(CultureInfo.InvariantCulture, $"{(int)t.TotalHours} h {t.Minutes:00} min"),
        { TotalMinutes: >= 1 } t => string.Create(CultureInfo.InvariantCulture, $"{t.Minutes} min {t.Seconds:00} s"),
        var t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0} s"),
    };
}
