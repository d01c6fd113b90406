using System.Xml.Linq;

namespace Sync.Tests.House;

public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["contracts"] = [],
        ["clock"] = [],
        ["astro"] = [],
        ["measure"] = [],
        ["script"] = ["astro"],
        ["programs"] = [],
        ["ledger"] = ["clock"],
        ["devices"] = ["astro", "clock", "programs"],
        ["services/scheduler"] = ["contracts", "clock", "ledger", "astro", "script", "programs"],
        ["services/grader"] = ["contracts", "clock", "ledger", "astro", "measure"],
        ["services/dither"] = ["contracts", "clock", "ledger", "astro", "devices"],
        ["services/camera-agent"] = ["contracts", "clock", "ledger", "astro", "measure", "devices", "programs"],
        ["deploy/host"] = ["services/scheduler", "services/grader", "services/dither", "services/camera-agent", "script"],
    };

    [Fact]
    public void Projects_refer_only_along_the_arrows()
    {
        var wrong =
            from project in Repository.Files(".csproj")
            where !project.StartsWith("tests/", StringComparison.Ordinal)
            let room = Path.GetDirectoryName(project)!
            from target in References(project)
            where !Arrows[room].Contains(target)
            select $"{room} -> {target}";
        Findings.None(wrong);
    }

    [Fact]
    public void Rooms_without_arrows_use_no_packages()
    {
        var wrong = from room in new[] { "contracts", "clock", "astro", "measure", "programs" }
                    from project in Repository.Files(".csproj")
                    where Path.GetDirectoryName(project) == room && Repository.Text(project).Contains("PackageReference", StringComparison.Ordinal)
                    select project;
        Findings.None(wrong);
    }

    private static IEnumerable<string> References(string project) =>
        from reference in XDocument.Parse(Repository.Text(project)).Descendants("ProjectReference")
        let target = Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value.Replace('\\', '/'))
        select Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(Path.GetFullPath(target))!);
}
