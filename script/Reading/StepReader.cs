using System.Text.RegularExpressions;
using Sync.Script.Words;
using YamlDotNet.RepresentationModel;

namespace Sync.Script.Reading;

/// <summary>Reads one step: a verb with its value, and what else is said of it.</summary>
internal sealed partial class StepReader(Findings findings, IReadOnlyList<string> covered)
{
    /// <summary>Each verb with the words that it may have beside it.</summary>
    private static readonly Dictionary<string, string[]> Verbs = new()
    {
        ["cool"] = ["over", "within"],
        ["warm"] = ["over", "within"],
        ["cover"] = ["within"],
        ["light"] = ["within"],
        ["command"] = ["within"],
        ["notify"] = ["within"],
        ["barrier"] = ["for", "within"],
        ["slew"] = ["within"],
        ["wait"] = [],
        ["autofocus"] = ShutterStepReader.Verbs["autofocus"],
        ["darks"] = ShutterStepReader.Verbs["darks"],
        ["flats"] = ShutterStepReader.Verbs["flats"],
    };

    private static readonly string[] Known = [.. Verbs.Keys];

    private readonly Values values = new(findings);
    private readonly MomentReader moments = new(findings);
    private readonly PlaceReader places = new(findings);
    private readonly ShutterStepReader shutters = new(findings, camera => camera is null ? covered.Count > 0 : covered.Contains(camera));

    /// <param name="node">where it stands</param>
    /// <param name="camera">whose it is; null for the rig's</param>
    /// <param name="occasion">when it is done, as it is written</param>
    /// <returns>null when it has been complained of</returns>
    public ScriptStep? Read(YamlNode node, string? camera, string occasion)
    {
        if (node is YamlScalarNode { Value: "warm" })
            return new WarmStep(TimeSpan.Zero);
        if (node is YamlScalarNode { Value: "slew" or "autofocus" } bare)
            return !Belongs(node, bare.Value, camera, occasion) ? null : bare.Value == "slew" ? new SlewStep(new TargetPlace(null)) : new AutofocusStep(null);
        if (node is YamlScalarNode { Value: { Length: > 0 } word })
            return findings.Add<ScriptStep>(node, Verbs.ContainsKey(word) ? $"'{word}' has no value; write it as {word}: VALUE." : $"'{word}' is no step; {Suggestion.For(word, Known)}");
        if (node is not YamlMappingNode { Children.Count: > 0 } mapping)
            return findings.Add<ScriptStep>(node, $"A step is {Values.Shown(node)}; allowed is a word with a value, such as cool: -10.");
        var words = mapping.Children.Select(c => (Key: (YamlScalarNode?)(c.Key as YamlScalarNode), c.Value)).ToList();
        var verbs = words.Where(w => w.Key?.Value is { } key && Verbs.ContainsKey(key)).ToList();
        if (verbs.Count == 0)
            return NoVerb(mapping);
        if (verbs.Count > 1)
            return findings.Add<ScriptStep>(verbs[1].Key!, $"'{verbs[1].Key!.Value}' stands in one step with '{verbs[0].Key!.Value}'; each step has one of them and begins with a dash.");
        var verb = verbs[0].Key!.Value!;
        if (!Belongs(verbs[0].Key!, verb, camera, occasion))
            return null;
        var options = Options(mapping, verb);
        var step = Step(verb, verbs[0].Value, options, camera);
        return step is null ? null : step with { Within = Duration(options, "within") };
    }

    /// <summary>Whether a step can be done there; otherwise it is complained of.</summary>
    private bool Belongs(YamlNode at, string verb, string? camera, string occasion)
    {
        var wrong = verb switch
        {
            "cover" or "light" or "darks" when camera is null && covered.Count == 0 => $"No camera of the rig has a cover that '{verb}' could be for; the rig's file says which camera has one.",
            "cover" or "light" or "darks" when camera is not null && !covered.Contains(camera) => $"{camera} has no cover that '{verb}' could be for; the rig's file says which camera has one.",
            "slew" when camera is not null => $"'slew' moves all telescopes, not {camera} alone; it belongs to the rig's steps.",
            "slew" or "autofocus" when occasion == "finish" => $"'{verb}' is nothing for finish, when the mount is parked and stays so; it belongs to an event before.",
            _ => null,
        };
        if (wrong is not null)
            findings.Add(at, wrong);
        return wrong is null;
    }

    private ScriptStep? NoVerb(YamlMappingNode mapping)
    {
        var (key, _) = mapping.Children.First();
        var options = Verbs.Values.SelectMany(v => v).ToHashSet();
        return key is YamlScalarNode { Value: { } word } && options.Contains(word)
            ? findings.Add<ScriptStep>(key, $"'{word}' has no step; allowed with it are {string.Join(", ", Verbs.Where(v => v.Value.Contains(word)).Select(v => v.Key))}.")
            : findings.Add<ScriptStep>(key, $"{Values.Shown(key)} is no step; {Suggestion.For((key as YamlScalarNode)?.Value ?? "", Known)}");
    }

    private Dictionary<string, YamlNode> Options(YamlMappingNode mapping, string verb)
    {
        var options = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in mapping.Children)
        {
            var word = (key as YamlScalarNode)?.Value ?? "";
            if (Verbs[verb].Contains(word))
                options[word] = value;
            else if (word != verb)
                findings.Add(key, Verbs[verb] is { Length: > 0 } known ? $"{Values.Shown(key)} is nothing of '{verb}'; {Suggestion.For(word, known)}" : $"{Values.Shown(key)} is nothing of '{verb}', which has its value alone.");
        }
        return options;
    }

    private ScriptStep? Step(string verb, YamlNode value, Dictionary<string, YamlNode> options, string? camera) => verb switch
    {
        "cool" => values.Number(value, "cool", -100, 50) is { } celsius ? new CoolStep(celsius, Duration(options, "over") ?? TimeSpan.Zero) : null,
        "warm" => Values.IsEmpty(value)
            ? new WarmStep(Duration(options, "over") ?? TimeSpan.Zero)
            : findings.Add<ScriptStep>(value, $"warm is {Values.Shown(value)}; it has no value, but may have over: 10 min."),
        "cover" => value is YamlScalarNode { Value: "open" or "close" } cover
            ? new CoverStep(cover.Value == "open")
            : findings.Add<ScriptStep>(value, $"cover is {Values.Shown(value)}; open or close is allowed."),
        "light" => value is YamlScalarNode { Value: "off" } ? new LightStep(0)
            : values.Number(value, "light", 0, 100) is { } percent ? new LightStep((int)Math.Round(percent)) : null,
        "command" => values.Texts(value, "command") is { } command ? Command(value, command, camera) : null,
        "notify" => values.Text(value, "notify") is { } text ? new NotifyStep(text) : null,
        "barrier" => Barrier(value, options),
        "slew" => places.Read(value) is { } place ? new SlewStep(place) : null,
        "autofocus" or "darks" or "flats" => shutters.Read(verb, value, options, camera),
        _ => moments.Read(value) is { } moment ? new WaitStep(moment) : null,
    };

    /// <summary>Where an agent runs, nobody but its owner says which programs there are.</summary>
    private ScriptStep? Command(YamlNode value, IReadOnlyList<string> words, string? camera) => camera is null || ProgramName().IsMatch(words[0])
        ? new CommandStep(words[0], [.. words.Skip(1)], camera)
        : findings.Add<ScriptStep>(value, $"command is '{words[0]}'; a camera's is the name of a file in its agent's CameraAgent:Programs, of letters, digits, dots, - and _.");

    private BarrierStep? Barrier(YamlNode value, Dictionary<string, YamlNode> options)
    {
        var programs = options.TryGetValue("for", out var who) ? values.Texts(who, "for") : [];
        if (programs?.FirstOrDefault(p => !Name().IsMatch(p)) is { } wrong)
            findings.Add(who!, $"for has '{wrong}'; {Names}");
        if (values.Text(value, "barrier") is not { } name || programs is null)
            return null;
        return Name().IsMatch(name) ? new BarrierStep(name, programs) : findings.Add<BarrierStep>(value, $"barrier is '{name}'; {Names}");
    }

    private TimeSpan? Duration(Dictionary<string, YamlNode> options, string word) =>
        options.TryGetValue(word, out var node) ? values.Duration(node, word) : null;

    private const string Names = "1 to 64 letters, digits, - and _ are allowed.";

    /// <summary>Of barriers and programs, as they stand in an address.</summary>
    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    internal static partial Regex Name();

    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex ProgramName();
}
