using System.Text.RegularExpressions;

namespace Sync.Tests.House;

public partial class NameTests
{
    [Fact]
    public void No_file_bears_a_name_that_says_nothing() =>
        Findings.None(Repository.Files(".cs", ".csproj", ".ts", ".svelte").Where(f => Empty().IsMatch(Path.GetFileName(f))));

    [Fact]
    public void No_type_bears_a_name_that_says_nothing() =>
        Findings.None(Repository.Sources.SelectMany(f => f.Matching(EmptyType())));

    [Fact]
    public void Namespaces_are_folders()
    {
        var wrong = from f in Repository.Sources
                    let spoken = f.Lines.FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
                    where spoken is not null && !Matches(spoken["namespace ".Length..].TrimEnd(';'), Path.GetDirectoryName(f.Path)!)
                    select $"{f.Path}: {spoken}";
        Findings.None(wrong);
    }

    private static bool Matches(string spoken, string folder)
    {
        var parts = folder.Split('/').Where(p => p is not ("services" or "deploy" or "tests")).Select(p => p.Replace("-", "", StringComparison.Ordinal));
        var expected = $"Sync.{string.Join('.', parts)}".Replace("Sync.Sync.", "Sync.", StringComparison.Ordinal);
        return string.Equals(spoken, expected, StringComparison.OrdinalIgnoreCase);
    }

    // A word ends where no small letter follows: Baseline and Database are words of their own.
    [GeneratedRegex("(Common|Shared|Base|Helper|Util|Manager|Processor|Data|Info|Custom|Impl)s?(?![a-z])")]
    private static partial Regex Empty();

    [GeneratedRegex(@"^\s*(public|internal|private|protected|file|sealed|static|abstract|partial|readonly|\s)*(class|record|struct|interface|enum)\s+\w*(Common|Shared|Base|Helper|Util|Manager|Processor|Data|Info|Custom|Impl)s?(?![a-z])")]
    private static partial Regex EmptyType();
}
