namespace Sync.Scheduler.Planning;

/// <summary>What a decision is made in: all that is known, the night's sky, and how the cameras serve each kind of exposure.</summary>
/// <param name="input">what is known</param>
/// <param name="sky">of the night</param>
internal sealed class Circumstances(PlanningInput input, NightSky sky)
{
    private readonly Dictionary<Kind, Serving> servings = new(ReferenceEqualityComparer.Instance);

    public PlanningInput Input => input;

    public NightSky Sky => sky;

    public Serving Of(Kind kind)
    {
        if (!servings.TryGetValue(kind, out var serving))
            servings[kind] = serving = new(kind, input.Cameras, sky);
        return serving;
    }
}
