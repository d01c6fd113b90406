using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Sync.Host.Settings;

namespace Sync.Tests.House;

/// <summary>The readme's table, the example and the classes that settings end up in are one list.</summary>
public partial class SettingTests
{
    private const string Example = "deploy/config/observatory.example.json";

    private static readonly IReadOnlyList<Match> Rows = [.. Row().Matches(Repository.Text("deploy/README.md")).Cast<Match>()];

    [Fact]
    public void The_readme_lists_every_setting_with_its_default() =>
        Assert.Equal(KnownSettings.InOrder.Select(s => (s.Name, Shown(s.Default))), Rows.Select(r => (r.Groups["name"].Value, r.Groups["default"].Value)));

    [Fact]
    public void The_example_has_every_setting_with_its_default_and_the_readmes_words()
    {
        var text = $"{string.Join('\n', Written())}\n";
        Assert.True(text == Repository.Text(Example), $"{Example} should be:\n{text}");
    }

    [Fact]
    public void The_example_is_what_there_is_without_settings()
    {
        var example = Sources.Read(Path.Combine(Repository.Root, Example), Path.GetTempPath(), new Hashtable());
        Assert.All(KnownSettings.Sections, s =>
        {
            var defaults = Activator.CreateInstance(s.Options)!;
            Assert.Equal(JsonSerializer.Serialize(defaults, s.Options), JsonSerializer.Serialize(example.GetSection(s.Section).Get(s.Options) ?? defaults, s.Options));
        });
    }

    [Fact]
    public void Every_section_that_is_read_is_known()
    {
        var read = Repository.Sources.Where(f => !f.IsTest).SelectMany(f => f.Lines).SelectMany(l => ReadSection().Matches(l)).Select(m => m.Groups["name"].Value);
        Assert.Subset(KnownSettings.Sections.Select(s => s.Section).ToHashSet(), read.ToHashSet());
    }

    private static IEnumerable<string> Written()
    {
        yield return "// Every setting with its default, as in the README of deploy; null is none. Keep what you change, and leave out the rest.";
        yield return "{";
        var open = new List<string>();
        for (var i = 0; i < Rows.Count; i++)
        {
            string[] path = Rows[i].Groups["name"].Value.Split(':'), next = i + 1 < Rows.Count ? Rows[i + 1].Groups["name"].Value.Split(':') : [];
            for (var depth = open.Count; depth < path.Length - 1; depth++)
            {
                yield return $"{Indent(depth + 1)}\"{path[depth]}\": {{";
                open.Add(path[depth]);
            }
            yield return $"{Indent(path.Length)}// {Rows[i].Groups["meaning"].Value.Replace("`", "", StringComparison.Ordinal)}";
            var kept = open.Zip(next.SkipLast(1)).TakeWhile(p => p.First == p.Second).Count();
            yield return $"{Indent(path.Length)}\"{path[^1]}\": {Json(KnownSettings.InOrder[i].Default)}{(kept == open.Count ? "," : "")}";
            for (var depth = open.Count; depth > kept; depth--)
                yield return $"{Indent(depth)}}}{(depth == kept + 1 && next.Length > 0 ? "," : "")}";
            open.RemoveRange(kept, open.Count - kept);
        }
        yield return "}";
    }

    private static string Indent(int depth) => new(' ', 2 * depth);

    private static string Json(object? value) => value is TimeSpan or string ? $"\"{value}\"" : value is null ? "null" : Shown(value);

    private static string Shown(object? value) => value switch
    {
        null => "none",
        bool yes => yes ? "true" : "false",
        TimeSpan span => span.ToString("c"),
        string text => $"`{text}`",
        _ => FormattableString.Invariant($"{value}"),
    };

    [GeneratedRegex(@"^\| `(?<name>\w+(:\w+)+)` \| (?<default>.+?) \| (?<meaning>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""(GetSection\(|Section<\w+>\()"(?<name>\w+)"|const string Section = "(?<name>\w+)";""")]
    private static partial Regex ReadSection();
}
