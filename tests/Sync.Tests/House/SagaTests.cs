using System.Text.RegularExpressions;

namespace Sync.Tests.House;

public partial class SagaTests
{
    private const string Readme = "services/scheduler/README.md";

    [Fact]
    public void Every_state_of_the_night_answers_or_ignores_every_event() => Findings.None(Machines.Unanswered(Machines.Night()));

    [Fact]
    public void Every_state_of_the_round_answers_or_ignores_every_event() => Findings.None(Machines.Unanswered(Machines.Round()));

    [Fact]
    public void Every_state_of_a_script_event_answers_or_ignores_every_event() => Findings.None(Machines.Unanswered(Machines.Event()));

    [Fact]
    public void Every_ignore_says_why()
    {
        var silent = from f in Repository.Sources
                     where f.Path.EndsWith("StateMachine.cs", StringComparison.Ordinal)
                     from i in Enumerable.Range(0, f.Lines.Count)
                     where Ignore().IsMatch(f.Lines[i]) && !IsExplained(f.Lines, i)
                     select $"{f.Path}:{i + 1}: {f.Lines[i].Trim()}";
        Findings.None(silent);
    }

    [Fact]
    public void The_readme_shows_the_night_as_the_machine_has_it() =>
        Shows(StateDiagram<Sync.Scheduler.Nights.Night>.Of(Machines.Night()));

    [Fact]
    public void The_readme_shows_the_round_as_the_machine_has_it() =>
        Shows(StateDiagram<Sync.Scheduler.Rounds.Round>.Of(Machines.Round()));

    [Fact]
    public void The_readme_shows_a_script_event_as_the_machine_has_it() =>
        Shows(StateDiagram<Sync.Scheduler.Events.ScriptEvent>.Of(Machines.Event()));

    private static void Shows(string diagram) =>
        Assert.True(Repository.Text(Readme).ReplaceLineEndings("\n").Contains(diagram, StringComparison.Ordinal), $"{Readme} should contain:\n{diagram}");

    /// <summary>At the end of the line, or on lines of its own above the statement.</summary>
    private static bool IsExplained(IReadOnlyList<string> lines, int at)
    {
        if (lines[at].Contains("// ", StringComparison.Ordinal))
            return true;
        while (at > 0 && !lines[at].Contains("During(", StringComparison.Ordinal))
            at--;
        return at > 0 && lines[at - 1].TrimStart().StartsWith("// ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bIgnore\(")]
    private static partial Regex Ignore();
}
