using Sync.Astro.Coordinates;
using Sync.Script.Words;
using YamlDotNet.RepresentationModel;

namespace Sync.Script.Reading;

/// <summary>Reads where the telescopes are to be pointed.</summary>
internal sealed class PlaceReader(Findings findings)
{
    private const string Allowed = "allowed are the name of a target, {ra: \"00:42:44\", dec: \"+41:16:09\"}, or {altitude: 80, azimuth: 90}.";

    /// <summary>Lower, mounts and walls are in the way.</summary>
    private const double LowestDegrees = 10;

    private static readonly string[] Words = ["ra", "dec", "altitude", "azimuth"];

    private readonly Values values = new(findings);

    /// <returns>null when it has been complained of</returns>
    public Place? Read(YamlNode node)
    {
        if (Values.IsEmpty(node))
            return new TargetPlace(null);
        if (node is YamlMappingNode mapping)
            return Coordinates(mapping);
        return node is YamlScalarNode && values.Text(node, "slew") is { } name
            ? new TargetPlace(name)
            : findings.Add<Place>(node, $"slew is {Values.Shown(node)}; {Allowed}");
    }

    private Place? Coordinates(YamlMappingNode mapping)
    {
        var found = new Dictionary<string, double?>();
        foreach (var (key, value) in mapping.Children)
        {
            var word = (key as YamlScalarNode)?.Value ?? "";
            if (!Words.Contains(word))
                findings.Add(key, $"{Values.Shown(key)} is nothing of slew; {Suggestion.For(word, Words)}");
            found[word] = word switch
            {
                "ra" => Angle(value, "ra", 0, 24, "hours, such as 00:42:44 or 0.7123,"),
                "dec" => Angle(value, "dec", -90, 90, "degrees, such as +41:16:09 or 41.269,"),
                "altitude" => values.Number(value, "altitude", LowestDegrees, 90),
                "azimuth" => values.Number(value, "azimuth", 0, 360),
                _ => null,
            };
        }
        if (found.Values.Contains(null))
            return null;
        return found switch
        {
            { Count: 2 } when found.TryGetValue("ra", out var ra) && found.TryGetValue("dec", out var dec) => new StarPlace(ra!.Value, dec!.Value),
            { Count: 2 } when found.TryGetValue("altitude", out var up) && found.TryGetValue("azimuth", out var round) => new HorizonPlace(up!.Value, round!.Value),
            _ => findings.Add<Place>(mapping, $"slew has {(found.Count == 0 ? "nothing" : string.Join(", ", found.Keys))}; {Allowed}"),
        };
    }

    private double? Angle(YamlNode node, string what, double lowest, double highest, string unit)
    {
        if (node is YamlScalarNode { Value: { } text } && Sexagesimal.TryParse(text, out var number) && number >= lowest && number <= highest)
            return number;
        findings.Add(node, FormattableString.Invariant($"{what} is {Values.Shown(node)}; {unit} {lowest} to {highest} is allowed."));
        return null;
    }
}
