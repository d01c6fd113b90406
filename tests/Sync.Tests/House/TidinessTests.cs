using System.Text.RegularExpressions;

namespace Sync.Tests.House;

public partial class TidinessTests
{
    [Fact]
    public void No_file_is_longer_than_250_lines() =>
        Findings.None(Repository.Sources.Where(f => f.Lines.Count > 250).Select(f => $"{f.Path}: {f.Lines.Count}"));

    [Fact]
    public void Files_are_short_as_a_rule()
    {
        var lengths = Repository.Sources.Where(f => !f.IsTest).Select(f => f.Lines.Count).Order().ToList();
        Assert.InRange(lengths[lengths.Count / 2], 1, 60);
        Assert.InRange(lengths[lengths.Count * 9 / 10], 1, 150);
    }

    [Fact]
    public void Nothing_is_left_for_later() =>
        Findings.None(Repository.Sources.Where(f => !f.IsRule).SelectMany(f => f.Matching(Later())));

    [Fact]
    public void No_test_is_skipped() =>
        Findings.None(Repository.Sources.Where(f => f.IsTest && !f.IsRule).SelectMany(f => f.Matching(Skipped())));

    [Fact]
    public void No_file_names_a_place_of_one_machine()
    {
        var wrong = Repository.Files(".cs", ".csproj", ".json", ".jsonl", ".md", ".yml", ".props", ".ts", ".svelte", ".txt", ".csv")
            .Where(f => MachinePath().IsMatch(Repository.Text(f)));
        Findings.None(wrong);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Later();

    [GeneratedRegex(@"\[(Fact|Theory)\(.*Skip\s*=|#if false")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"(?<![\w.])/(home|tmp|root|Users)/")]
    private static partial Regex MachinePath();
}
