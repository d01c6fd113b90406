using System.Reflection;
using Sync.CameraAgent;
using Sync.Dither;
using Sync.Grader.Grading;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.House;

public class SettingTests
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        ("Night", typeof(NightOptions)), ("Rounds", typeof(RoundOptions)), ("Fleet", typeof(FleetOptions)),
        ("CameraAgent", typeof(CameraAgentOptions)), ("Dither", typeof(DitherOptions)), ("Grading", typeof(GradingOptions)),
    ];

    [Fact]
    public void The_readme_names_every_setting_with_its_default()
    {
        var readme = Repository.Text("deploy/README.md");
        var rows = Sections.SelectMany(s => Settings(s.Section, s.Options, Activator.CreateInstance(s.Options)!));
        Findings.None(rows.Where(r => !readme.Contains(r, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Settings(string section, Type options, object defaults) =>
        from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        let value = property.GetValue(defaults)
        from row in value is WidthRule rule
            ? Settings($"{section}:{property.Name}", typeof(WidthRule), rule)
            : [$"| `{section}:{property.Name}` | {Shown(value)} |"]
        select row;

    private static string Shown(object? value) => value switch
    {
        null => "none",
        bool yes => yes ? "true" : "false",
        TimeSpan span => span.ToString("c"),
        string text => $"`{text}`",
        _ => FormattableString.Invariant($"{value}"),
    };
}
