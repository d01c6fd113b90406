using Sync.Script.Words;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sync.Script.Reading;

/// <summary>Reads a night's script. All that is wrong is told at once, each with its line and column.</summary>
public sealed class ScriptReader
{
    private static readonly Dictionary<string, Occasion> Occasions = Enum.GetValues<Occasion>()
        .ToDictionary(o => o is Occasion.Prepare or Occasion.Finish ? o.ToString().ToLowerInvariant() : o.ToString());

    private static readonly Dictionary<string, Condition> Conditions = Enum.GetValues<Condition>().ToDictionary(c => c.ToString().ToLowerInvariant());

    private readonly Findings findings = new();
    private readonly StepReader steps;
    private readonly IReadOnlyList<string> cameras;

    private readonly HashSet<string> covered;

    private ScriptReader(IReadOnlyList<string> cameras, IReadOnlyList<string> covered) =>
        (this.cameras, this.covered, steps) = (cameras, [.. covered], new(findings, covered));

    /// <param name="file">what to call it in a complaint</param>
    /// <param name="text">YAML 1.2; an empty one is an empty script</param>
    /// <param name="cameras">all of the rig</param>
    /// <param name="covered">those that have a cover</param>
    /// <exception cref="ScriptException">it can't be used, and why</exception>
    public static Playbook Read(string file, string text, IReadOnlyList<string> cameras, IReadOnlyList<string> covered)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var reader = new ScriptReader(cameras, covered);
            var playbook = stream.Documents.Count == 0 ? Playbook.Empty : reader.Read(stream.Documents[0].RootNode);
            if (stream.Documents.Count > 1)
                reader.findings.Add(stream.Documents[1].RootNode, "A second document begins here; a script is one.");
            return reader.findings.All is { Count: > 0 } errors ? throw new ScriptException(file, errors) : playbook;
        }
        catch (YamlException e)
        {
            throw new ScriptException(file, [new((int)e.Start.Line, (int)e.Start.Column, $"This is no YAML: {e.Message.TrimEnd('.')}.")]);
        }
    }

    private Playbook Read(YamlNode root)
    {
        var playbook = new Playbook { Covered = covered };
        foreach (var (key, value) in Members(root, "The script", ["while", "rig", "cameras"]))
        {
            playbook = key switch
            {
                "while" => playbook with { While = ReadWhile(value) },
                "rig" => playbook with { Rig = Plan(value, "rig", null) },
                _ => playbook with { Cameras = Members(value, "cameras", cameras).ToDictionary(c => c.Key, c => Plan(c.Value, c.Key, c.Key)) },
            };
        }
        return playbook;
    }

    private HashSet<Condition> ReadWhile(YamlNode node)
    {
        var found = new HashSet<Condition>();
        foreach (var item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (item is YamlScalarNode { Value: { } word } && Conditions.TryGetValue(word, out var condition))
                found.Add(condition);
            else
                findings.Add(item, $"while has {Values.Shown(item)}; {Suggestion.For((item as YamlScalarNode)?.Value ?? "", [.. Conditions.Keys])}");
        }
        if (found is { Count: 1 } && found.Contains(Condition.Safe)) // and what is to be exposed goes without saying
            found.Add(Condition.Targets);
        return found;
    }

    private IReadOnlyDictionary<Occasion, IReadOnlyList<ScriptStep>> Plan(YamlNode node, string whose, string? camera) =>
        Members(node, whose, [.. Occasions.Keys]).ToDictionary(m => Occasions[m.Key], m => Steps(m.Value, m.Key, camera));

    private IReadOnlyList<ScriptStep> Steps(YamlNode node, string occasion, string? camera)
    {
        if (Values.IsEmpty(node))
            return [];
        if (node is YamlSequenceNode list)
            return [.. list.Children.Select(c => steps.Read(c, camera, occasion)).OfType<ScriptStep>()];
        findings.Add(node, $"{occasion} is {Values.Shown(node)}; a list of steps is allowed, each with a dash before it.");
        return [];
    }

    /// <summary>Those members that are known; the others are complained of.</summary>
    private List<(string Key, YamlNode Value)> Members(YamlNode node, string whose, IReadOnlyList<string> known)
    {
        if (Values.IsEmpty(node))
            return [];
        if (node is not YamlMappingNode mapping)
        {
            findings.Add(node, $"{whose} is {Values.Shown(node)}; a mapping is allowed, of {string.Join(", ", known)}.");
            return [];
        }
        foreach (var key in mapping.Children.Keys.Where(k => k is not YamlScalarNode { Value: { } word } || !known.Contains(word)))
            findings.Add(key, $"{Values.Shown(key)} is nothing of {whose}; {Suggestion.For((key as YamlScalarNode)?.Value ?? "", known)}");
        return [.. mapping.Children.Where(c => c.Key is YamlScalarNode { Value: { } word } && known.Contains(word)).Select(c => (((YamlScalarNode)c.Key).Value!, c.Value))];
    }
}
