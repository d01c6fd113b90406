namespace Sync.Scheduler.Planning;

/// <summary>One plan as one camera would serve it.</summary>
internal sealed record Offer(PlanToPlan Plan, CameraToPlan Camera, KindVariant Variant, TimeSpan Exposure, Span? Dark)
{
    /// <summary>The wheel has the filter, or there is no wheel.</summary>
    public bool CanServe => Camera.Filters.Count == 0 || Camera.Filters.Contains(Variant.Filter, StringComparer.OrdinalIgnoreCase);

    /// <summary>How much it fears the moon, 0 to 1: Target Scheduler's score for the smart order.</summary>
    public double MoonAversion => Variant.Moon?.Aversion ?? 0;

    public static Offer Of(PlanToPlan plan, CameraToPlan camera, NightSky sky)
    {
        var variant = plan.Kind.For(camera.Profile);
        var dark = sky.DarkFor(variant.Twilight) is { } level
            ? new Span(level.From + variant.TwilightOffset, level.Until - variant.TwilightOffset)
            : default(Span?);
        return new(plan, camera, variant, plan.ExposureOverride ?? variant.Exposure, dark);
    }

    /// <summary>A target's own order has its dithers in it.</summary>
    public CameraSlot Slot(TargetToPlan target) => new(
        Camera.Name,
        Plan.PlanId,
        Plan.Kind.Name,
        Camera.Filters.FirstOrDefault(f => f.Equals(Variant.Filter, StringComparison.OrdinalIgnoreCase)),
        Exposure,
        Variant.Gain,
        Variant.Offset,
        Variant.Binning,
        Variant.ReadoutMode,
        target.HasOwnOrder ? 0 : Variant.DitherEvery ?? target.DitherEvery);
}
