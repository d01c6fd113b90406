namespace Sync.Scheduler.Planning;

/// <summary>How one camera takes one kind of exposure in one night.</summary>
/// <param name="Camera">Who.</param>
/// <param name="Variant">As the kind has it for that camera.</param>
/// <param name="CanServe">Whether the wheel has the filter, or there is no wheel.</param>
/// <param name="Dark">When the sky is dark enough for it; null when it never is.</param>
internal sealed record Served(CameraToPlan Camera, KindVariant Variant, bool CanServe, Span? Dark);

/// <summary>How all cameras take one kind of exposure in one night; many plans share it.</summary>
internal sealed class Serving
{
    public Serving(Kind kind, IReadOnlyList<CameraToPlan> cameras, NightSky sky)
    {
        Cameras = [.. cameras.Select(c => Of(kind.For(c.Profile), c, sky))];
        CanBeServed = Cameras.Any(c => c.CanServe);
        foreach (var dark in Cameras.Where(c => c.CanServe).Select(c => c.Dark))
            Night = Span.Around(Night, dark);
    }

    /// <summary>In the order of the cameras.</summary>
    public IReadOnlyList<Served> Cameras { get; }

    /// <summary>Whether any camera has its filter.</summary>
    public bool CanBeServed { get; }

    /// <summary>From the first dusk to the last dawn of the cameras that can serve it; null when none can, or it is never dark enough.</summary>
    public Span? Night { get; }

    private static Served Of(KindVariant variant, CameraToPlan camera, NightSky sky) => new(
        camera,
        variant,
        camera.Filters.Count == 0 || camera.Filters.Contains(variant.Filter, StringComparer.OrdinalIgnoreCase),
        sky.DarkFor(variant.Twilight) is { } level ? new Span(level.From + variant.TwilightOffset, level.Until - variant.TwilightOffset) : null);
}
