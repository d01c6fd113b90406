using System.Globalization;
using Sync.Script.Words;
using YamlDotNet.RepresentationModel;

namespace Sync.Script.Reading;

/// <summary>Reads what is waited for.</summary>
internal sealed class MomentReader(Findings findings)
{
    private const string Allowed = "allowed are sunset, civil, nautical, darkness, a duration such as 5 min, a time such as \"21:30\" (UTC), or {altitude: 30, of: M 31}.";

    /// <summary>The sun's altitude in degrees: half its disc and refraction, and the three twilights.</summary>
    private static readonly Dictionary<string, double> Sun = new()
    {
        ["sunset"] = -0.833,
        ["civil"] = -6,
        ["nautical"] = -12,
        ["darkness"] = -18,
    };

    private readonly Values values = new(findings);

    /// <returns>null when it has been complained of</returns>
    public Moment? Read(YamlNode node)
    {
        if (node is YamlMappingNode mapping)
            return Altitude(mapping);
        if (node is not YamlScalarNode { Value: { Length: > 0 } text })
            return findings.Add<Moment>(node, $"wait is {Values.Shown(node)}; {Allowed}");
        if (Sun.TryGetValue(text, out var altitude))
            return new SunBelow(altitude);
        if (Values.DurationIn(text) is { } length)
            return length > TimeSpan.Zero && length <= TimeSpan.FromHours(24)
                ? new AfterDuration(length)
                : findings.Add<Moment>(node, $"wait is '{text}'; more than 0 up to 24 h is allowed.");
        if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return new AtTime(time);
        var meant = Suggestion.For(text, [.. Sun.Keys]);
        return findings.Add<Moment>(node, $"wait is '{text}'; {(meant.StartsWith("did", StringComparison.Ordinal) ? meant : Allowed)}");
    }

    private Moment? Altitude(YamlMappingNode mapping)
    {
        var (degrees, of, wrong) = ((double?)null, (string?)null, false);
        foreach (var (key, value) in mapping.Children)
        {
            switch ((key as YamlScalarNode)?.Value)
            {
                case "altitude":
                    degrees = values.Number(value, "altitude", -30, 89);
                    wrong |= degrees is null;
                    break;
                case "of":
                    of = values.Text(value, "of");
                    wrong |= of is null;
                    break;
                case var other:
                    findings.Add(key, $"'{other}' is nothing of wait; {Suggestion.For(other ?? "", ["altitude", "of"])}");
                    wrong = true;
                    break;
            }
        }
        if (wrong)
            return null;
        if (degrees is not { } height)
            return findings.Add<Moment>(mapping, $"wait has no altitude; {Allowed}");
        return of == "sun" ? new SunBelow(height) : new TargetAbove(height, of);
    }
}
