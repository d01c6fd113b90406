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
        ["dither.arcseconds"] = "{0:0.0} arcsec",
        ["dither.pixels"] = "({0:0.0} px)",
        ["settle.seconds"] = "settled in {0:0} s",
        ["guiding.rms_arcsec"] = "RMS {0:0.00} arcsec",
        ["filter.name"] = "{0}",
        ["exposure.seconds"] = "{0} s",
        ["frame.kind"] = "({0})",
        ["frame.verdict"] = "{0}",
        ["frame.reason"] = "({0})",
        ["focus.hfr"] = "HFR {0:0.00} px",
        ["frame.hfr"] = "HFR {0:0.00} px",
        ["frame.stars"] = "{0} stars",
        ["focus.position"] = "at {0}",
        ["focus.r_squared"] = "R² {0:0.00}",
        ["focus.asked"] = "{0}",
        ["field.angle"] = "at {0:0.0}°",
        ["field.wanted"] = "{0:0.0}° wanted",
        ["field.offset_arcsec"] = "{0:0} arcsec off",
        ["wait.reason"] = "{0}",
        ["event.name"] = "{0}",
        ["event.target"] = "{0}",
        ["check.findings"] = "{0} findings",
    };

    public static void Write(IAnsiConsole console, Step night)
    {
        var tree = new Tree(Line(night));
        Add(tree, night.Steps);
        console.Write(tree);
    }

    /// <summary>What a move settled with is said of the move, and what became of a frame is said of its exposure.</summary>
    private static void Add(IHasTreeNodes parent, IReadOnlyList<Step> steps)
    {
        foreach (var step in steps.Where(s => s.Kind is not (StepKind.Settle or StepKind.Download or StepKind.Verdict)))
            Add(parent.AddNode(Line(step.Kind == StepKind.Exposure ? Camera(step, steps) : step)), step.Steps);
    }

    private static Step Camera(Step exposure, IReadOnlyList<Step> round)
    {
        var camera = Value(exposure, "camera.name");
        var verdict = round.FirstOrDefault(s => s.Kind == StepKind.Verdict && Equals(Value(s, "camera.name"), camera));
        return exposure with { Name = $"{camera}", Facts = [.. exposure.Facts, .. verdict?.Facts ?? []] };
    }

    private static object? Value(Step step, string fact) => step.Facts.FirstOrDefault(f => f.Name == fact)?.Value;

    private static Text Line(Step step)
    {
        var facts = step.Facts.Where(f => Said.ContainsKey(f.Name)).Select(f => string.Format(CultureInfo.InvariantCulture, Said[f.Name], f.Value));
        var words = string.Join(", ", facts).Replace(", (", " (", StringComparison.Ordinal);
        string?[] parts = [$"{step.From:HH:mm:ss}", Length(step), step.Name, words, step.Trouble];
        return new(string.Join("  ", parts.Where(p => p is { Length: > 0 })), new Style(step.Trouble is null ? Color.Default : Color.Red));
    }

    /// <summary>A fault has none: it is an instant.</summary>
    private static string? Length(Step step) => step.Kind == StepKind.Fault ? null : step.Until is not { } until ? "…" : (until - step.From) switch
    {
        { TotalHours: >= 1 } t => string.Create(CultureInfo.InvariantCulture, $"{(int)t.TotalHours} h {t.Minutes:00} min"),
        { TotalMinutes: >= 1 } t => string.Create(CultureInfo.InvariantCulture, $"{t.Minutes} min {t.Seconds:00} s"),
        var t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0} s"),
    };
}
