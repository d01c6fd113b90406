using Spectre.Console;
using Sync.Contracts;

namespace Sync.Host.Reports;

/// <summary>What was found before a night, for people.</summary>
internal static class CheckText
{
    /// <summary>Sentences that go to a file are not broken before this.</summary>
    private const int FileWidth = 160;

    /// <summary>A terminal, or a file without colours.</summary>
    public static IAnsiConsole Console(TextWriter output, bool isFile)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isFile ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isFile ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(output),
        });
        if (isFile)
            console.Profile.Width = FileWidth;
        return console;
    }

    /// <summary>A table for each place, and in the last line whether a night can begin.</summary>
    public static void Write(IAnsiConsole console, CheckCompleted check)
    {
        var subject = check.Items.Select(i => i.Subject.Length).DefaultIfEmpty().Max();
        foreach (var place in check.Items.GroupBy(i => i.Where))
        {
            var table = new Grid();
            table.AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0));
            table.AddColumn(new GridColumn().NoWrap().Width(subject).Padding(0, 0, 2, 0));
            table.AddColumn(new GridColumn().Padding(0, 0, 0, 0));
            foreach (var item in place)
                table.AddRow(new Text(Mark(item.Outcome, console.Profile.Capabilities.Unicode), Colour(item.Outcome)), new Text(item.Subject), new Text(item.Finding));
            console.Write(new Text($"{place.Key}\n", new Style(decoration: Decoration.Bold)));
            console.Write(table);
        }
        console.Write(new Text($"{Verdict(check)}\n", Colour(check.IsReady ? CheckOutcome.Good : CheckOutcome.Bad)));
    }

    /// <summary>For a screen that shows more: what is not good, a line each, the worst first, and the verdict where all is.</summary>
    public static IReadOnlyList<(CheckOutcome Outcome, string Line)> Problems(CheckCompleted check, bool unicode) =>
    [
        .. check.Items.Where(i => i.Outcome != CheckOutcome.Good).OrderByDescending(i => i.Outcome)
            .Select(i => (i.Outcome, $"{Mark(i.Outcome, unicode)} {i.Where}, {i.Subject}: {i.Finding}")),
    ];

    public static string Verdict(CheckCompleted check)
    {
        var bad = check.Items.Count(i => i.Outcome == CheckOutcome.Bad);
        return bad == 0 ? "Ready for the night." : $"Not ready: {bad} {(bad == 1 ? "problem" : "problems")}.";
    }

    public static Style Colour(CheckOutcome outcome) => new(outcome switch
    {
        CheckOutcome.Good => Color.Green,
        CheckOutcome.Warning => Color.Yellow,
        _ => Color.Red,
    });

    private static string Mark(CheckOutcome outcome, bool unicode) => (outcome, unicode) switch
    {
        (CheckOutcome.Good, true) => "✓",
        (CheckOutcome.Good, false) => "+",
        (CheckOutcome.Warning, _) => "!",
        (_, true) => "✗",
        _ => "x",
    };
}
