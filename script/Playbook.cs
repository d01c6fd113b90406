namespace Sync.Script;

/// <summary>What a night does besides its rounds: for the rig, and for each camera.</summary>
public sealed record Playbook
{
    /// <summary>Nothing.</summary>
    public static readonly Playbook Empty = new();

    /// <summary>What must be so for the night to go on.</summary>
    public IReadOnlySet<Condition> While { get; init; } = new HashSet<Condition> { Condition.Targets };

    public IReadOnlyDictionary<Occasion, IReadOnlyList<ScriptStep>> Rig { get; init; } = new Dictionary<Occasion, IReadOnlyList<ScriptStep>>();

    /// <summary>By the camera's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<Occasion, IReadOnlyList<ScriptStep>>> Cameras { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<Occasion, IReadOnlyList<ScriptStep>>>();

    /// <summary>The cameras that have a cover: the rig's steps for covers and panels are theirs alone.</summary>
    public IReadOnlySet<string> Covered { get; init; } = new HashSet<string>();

    /// <summary>What is done then, one stage after the other: the rig's steps, and then the first of each camera, the second of each, and so on.</summary>
    /// <param name="occasion">what happened</param>
    /// <param name="cameras">those that can do something now</param>
    /// <returns>empty stages are left out; none at all costs nothing</returns>
    public IReadOnlyList<Stage> At(Occasion occasion, IReadOnlyList<string> cameras)
    {
        var rig = Rig.GetValueOrDefault(occasion, []).Select(s => new Stage(
            s.IsOfCamera ? [.. cameras.Where(c => !s.NeedsCover || Covered.Contains(c)).Select(c => new Part(c, s))] : [new Part(null, s)]));
        var own = cameras.Where(Cameras.ContainsKey).Select(c => (Camera: c, Steps: Cameras[c].GetValueOrDefault(occasion, []))).ToList();
        var together = Enumerable.Range(0, own.Select(o => o.Steps.Count).DefaultIfEmpty(0).Max())
            .Select(i => new Stage([.. own.Where(o => o.Steps.Count > i).Select(o => new Part(o.Camera, o.Steps[i]))]));
        return [.. rig.Concat(together).Where(s => s.Parts.Count > 0)];
    }
}

/// <summary>What is done at once; the next stage begins when all of it is done, or is not waited for any more.</summary>
public sealed record Stage(IReadOnlyList<Part> Parts);

/// <summary>A step of the rig, or of one camera.</summary>
/// <param name="Camera">null for the rig</param>
/// <param name="Step">what to do</param>
public sealed record Part(string? Camera, ScriptStep Step);

/// <summary>What must be so for a night to go on.</summary>
public enum Condition
{
    /// <summary>Something can still be exposed tonight.</summary>
    Targets,

    /// <summary>The catalogue has an active project; more may be added to it.</summary>
    Projects,

    /// <summary>Telescopes may be out; otherwise the night ends, and does not wait in its shelter.</summary>
    Safe,
}
