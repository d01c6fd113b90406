using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sync.Script.Reading;

/// <summary>Texts, numbers and durations of a script.</summary>
internal sealed partial class Values(Findings findings)
{
    private const string Durations = "allowed is a number with s, min or h, such as 90 s or 5 min";

    /// <summary>What stands there, for a sentence.</summary>
    public static string Shown(YamlNode node) => node switch
    {
        YamlScalarNode scalar when IsEmpty(scalar) => "empty",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };

    public static bool IsEmpty(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    /// <param name="node">where it stands</param>
    /// <param name="what">names it in a complaint</param>
    /// <returns>null when it has been complained of</returns>
    public string? Text(YamlNode node, string what) => node is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text) && !IsEmpty(node)
        ? text
        : findings.Add<string>(node, $"{what} is {Shown(node)}; a text is allowed.");

    /// <inheritdoc cref="Text"/>
    public double? Number(YamlNode node, string what, double lowest, double highest)
    {
        if (node is YamlScalarNode { Value: { } text }
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
            return number;
        findings.Add(node, FormattableString.Invariant($"{what} is {Shown(node)}; {lowest} to {highest} is allowed."));
        return null;
    }

    /// <inheritdoc cref="Text"/>
    public TimeSpan? Duration(YamlNode node, string what)
    {
        if (node is YamlScalarNode { Value: { } text } && DurationIn(text) is { } length && length > TimeSpan.Zero && length <= TimeSpan.FromHours(24))
            return length;
        findings.Add(node, $"{what} is {Shown(node)}; {Durations}, more than 0 up to 24 h.");
        return null;
    }

    /// <summary>One text, or a list of them.</summary>
    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<string>? Texts(YamlNode node, string what)
    {
        if (node is not YamlSequenceNode list)
            return Text(node, what) is { } one ? [one] : null;
        if (list.Children.Count == 0)
            return findings.Add<IReadOnlyList<string>>(node, $"{what} is an empty list; at least one text is needed.");
        var texts = list.Children.Select(c => Text(c, what)).OfType<string>().ToList();
        return texts.Count == list.Children.Count ? texts : null;
    }

    /// <returns>null when it is none</returns>
    public static TimeSpan? DurationIn(string text)
    {
        if (Length().Match(text) is not { Success: true } match || !double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var number) || number > 100_000)
            return null;
        return match.Groups[2].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "min" => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromHours(number),
        };
    }

    [GeneratedRegex(@"^\s*(\d+(?:\.\d+)?)\s*(s|min|h)\s*$")]
    private static partial Regex Length();
}
