using YamlDotNet.RepresentationModel;

namespace Sync.Script.Reading;

/// <summary>Reads the steps for which cameras open their shutters: autofocus, darks and flats.</summary>
/// <param name="findings">what is wrong</param>
/// <param name="hasCover">whether a camera has a cover; of null, whether any has</param>
internal sealed class ShutterStepReader(Findings findings, Func<string?, bool> hasCover)
{
    /// <summary>Each verb with the words that it may have beside it.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Verbs = new Dictionary<string, string[]>
    {
        ["autofocus"] = ["within"],
        ["darks"] = ["count", "gain", "offset", "binning", "within"],
        ["flats"] = ["count", "adu", "tolerance", "shortest", "longest", "panel", "gain", "offset", "binning", "within"],
    };

    private const int Most = 1000;

    private readonly Values values = new(findings);

    /// <param name="verb">one of <see cref="Verbs"/></param>
    /// <param name="value">its value</param>
    /// <param name="options">what stands beside it</param>
    /// <param name="camera">whose step it is; null for the rig's</param>
    /// <returns>null when it has been complained of</returns>
    public ScriptStep? Read(string verb, YamlNode value, IReadOnlyDictionary<string, YamlNode> options, string? camera)
    {
        var before = findings.All.Count;
        ScriptStep? step = verb switch
        {
            "autofocus" => Values.IsEmpty(value) ? new AutofocusStep(null) : values.Text(value, "autofocus") is { } filter ? new AutofocusStep(filter) : null,
            "darks" => Darks(value, options),
            _ => Flats(value, options, camera),
        };
        return findings.All.Count == before ? step : null;
    }

    private DarksStep Darks(YamlNode value, IReadOnlyDictionary<string, YamlNode> options)
    {
        var exposures = List(value, "darks").Select(e => values.Duration(e, "darks")).OfType<TimeSpan>().ToList();
        var (count, binning) = (Whole(options, "count", 1, Most) ?? 20, Whole(options, "binning", 1, 8) ?? 1);
        return new(exposures, count, Settings(options, "gain"), Settings(options, "offset"), binning);
    }

    private FlatsStep Flats(YamlNode value, IReadOnlyDictionary<string, YamlNode> options, string? camera)
    {
        var filters = values.Texts(value, "flats") ?? [];
        var usual = new FlatsStep([]);
        var step = new FlatsStep(filters is ["all"] ? [] : filters)
        {
            Count = Whole(options, "count", 1, Most) ?? usual.Count,
            Adu = Whole(options, "adu", 100, 60000) ?? usual.Adu,
            TolerancePercent = options.TryGetValue("tolerance", out var percent) ? values.Number(percent, "tolerance", 1, 50) ?? usual.TolerancePercent : usual.TolerancePercent,
            Shortest = Length(options, "shortest") ?? usual.Shortest,
            Longest = Length(options, "longest") ?? usual.Longest,
            PanelPercent = Whole(options, "panel", 1, 100),
            Gain = Whole(options, "gain", 0, 10000),
            Offset = Whole(options, "offset", 0, 10000),
            Binning = Whole(options, "binning", 1, 8) ?? usual.Binning,
        };
        if (step.Shortest >= step.Longest)
            findings.Add(options.GetValueOrDefault("longest") ?? options["shortest"], FormattableString.Invariant($"shortest is {step.Shortest.TotalSeconds:0.###} s and longest {step.Longest.TotalSeconds:0.###} s; the first must be shorter."));
        if (step.NeedsCover && !hasCover(camera))
            findings.Add(options["panel"], $"{camera ?? "No camera of the rig"} has {(camera is null ? "a" : "no")} cover whose panel could light flats; the rig's file says which camera has one. Without panel they are of the sky.");
        return step;
    }

    private TimeSpan? Length(IReadOnlyDictionary<string, YamlNode> options, string word) =>
        options.TryGetValue(word, out var node) ? values.Duration(node, word) : null;

    private int? Whole(IReadOnlyDictionary<string, YamlNode> options, string word, int lowest, int highest) =>
        options.TryGetValue(word, out var node) ? Whole(node, word, lowest, highest) : null;

    private int? Whole(YamlNode node, string what, int lowest, int highest)
    {
        if (values.Number(node, what, lowest, highest) is not { } number)
            return null;
        if (number == Math.Floor(number))
            return (int)number;
        findings.Add(node, $"{what} is {Values.Shown(node)}; a whole number is allowed.");
        return null;
    }

    /// <summary>One, or each of a list; the camera's own where none is said.</summary>
    private List<int?> Settings(IReadOnlyDictionary<string, YamlNode> options, string word) =>
        options.TryGetValue(word, out var node) ? [.. List(node, word).Select(n => Whole(n, word, 0, 10000))] : [null];

    private IReadOnlyList<YamlNode> List(YamlNode node, string what)
    {
        if (node is not YamlSequenceNode list)
            return [node];
        if (list.Children.Count == 0)
            findings.Add(node, $"{what} is an empty list; at least one is needed.");
        return [.. list.Children];
    }
}
