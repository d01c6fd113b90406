using System.Text.RegularExpressions;
using Sync.Host.Settings;

namespace Sync.Tests.House;

/// <summary>What docs/faults.md says is shown by tests that there are.</summary>
public partial class FaultTests
{
    private const string Page = "docs/faults.md";

    private static readonly IReadOnlyList<string> Rows =
        [.. File.ReadLines(Path.Combine(Repository.Root, Page)).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !Head().IsMatch(l))];

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var named = Named().Matches(Repository.Text(Page)).Select(m => (File: m.Groups["file"].Value, Test: m.Groups["test"].Value)).Distinct().ToList();
        Assert.NotEmpty(named);
        Findings.None(named.Where(n => !Exists(n.File, n.Test)).Select(n => $"{Page} names {n.File}.{n.Test}, and there is no such test"));
    }

    [Fact]
    public void Every_row_names_a_test()
    {
        Assert.True(Rows.Count > 30, $"{Rows.Count} rows");
        Findings.None(Rows.Where(r => !Named().IsMatch(r)).Select(r => $"{Page} names no test for: {r}"));
    }

    [Fact]
    public void Every_setting_that_is_named_exists() => Findings.None(
        from name in Setting().Matches(Repository.Text(Page)).Select(m => m.Groups["name"].Value)
        where !KnownSettings.All.ContainsKey(name)
        select $"{Page} names the setting {name}, and there is none");

    /// <summary>But those in which nothing fails.</summary>
    [Fact]
    public void Every_transcript_is_named_and_every_one_that_is_named_exists() => Assert.Equal(
        Repository.Files(".night.txt").Select(Path.GetFileName).Except(["clear-hour.night.txt", "packed.night.txt", "paused.night.txt", "solve.night.txt"]).Order(),
        Told().Matches(Repository.Text(Page)).Select(m => m.Groups["name"].Value).Distinct().Order());

    private static bool Exists(string file, string test)
    {
        var lines = Repository.Sources.SingleOrDefault(f => f.Path == $"tests/Sync.Tests/{file}.cs" || f.Path == $"tests/Sync.Tests.Integration/{file}.cs")?.Lines;
        return lines is not null && Enumerable.Range(1, lines.Count - 1).Any(i => lines[i].Contains($" {test}(", StringComparison.Ordinal) && IsTest(lines, i));
    }

    /// <summary>An attribute stands right above it.</summary>
    private static bool IsTest(IReadOnlyList<string> lines, int at) => lines[at - 1].TrimStart().StartsWith('[');

    [GeneratedRegex(@"`(?<file>(\w+/)+\w+Tests)\.(?<test>\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"`(?<name>[A-Z]\w+:[A-Z]\w+)`")]
    private static partial Regex Setting();

    [GeneratedRegex(@"`(?<name>[\w-]+\.night\.txt)`")]
    private static partial Regex Told();

    [GeneratedRegex(@"^\| (event|waited for|never) \||^\|[ -]*\|")]
    private static partial Regex Head();
}
