using System.Text.RegularExpressions;

namespace Sync.Devices.Solving;

/// <summary>Why solve-field did not solve a frame, from the lines that it wrote (0.93).</summary>
internal static partial class SolveFieldOutput
{
    public static Unsolved Why(PlateSearch search, IReadOnlyList<string> said, string? trouble)
    {
        var needed = IndexScales.For(search.WidthArcminutes, search.HeightArcminutes);
        var install = $"{search.Field} needs those of {needed}, such as Debian's packages astrometry-data-tycho2-NN (07 to 19) or the files index-52NN of astrometry.net";
        if (said.Any(l => l.Contains("must list at least one index", StringComparison.Ordinal)))
            return new($"solve-field has no index files; {install}", Hopeless: true);
        var used = said.Select(l => Index().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).Distinct().ToList();
        if (used.Count > 0 && !used.Exists(needed.Serve))
            return new($"solve-field has no index files for this scale, only {string.Join(", ", used.Take(5))}; {install}", Hopeless: true);
        if (trouble is not null)
            return new(Error(said) is { } error ? $"{trouble.TrimEnd('.')} ({error})" : trouble.TrimEnd('.'));
        var stars = said.Select(l => Sources().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value;
        return new(stars is null ? "it does not say why" : $"it knew none of the figures that the {stars} stars make");
    }

    private static string? Error(IReadOnlyList<string> said) =>
        said.Select(l => l.Trim()).FirstOrDefault(l => Failure().IsMatch(l)) is { } line ? line[..Math.Min(line.Length, 200)] : null;

    [GeneratedRegex(@"\(index (\S+), field objects")]
    private static partial Regex Index();

    [GeneratedRegex(@"^simplexy: found (\d+) sources")]
    private static partial Regex Sources();

    [GeneratedRegex("fail|error|not found|no such", RegexOptions.IgnoreCase)]
    private static partial Regex Failure();
}
