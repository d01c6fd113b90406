namespace Sync.Scheduler.Planning;

/// <summary>One plan as one camera would serve it.</summary>
internal sealed record Offer(PlanToPlan Plan, Served By)
{
    public CameraToPlan Camera => By.Camera;

    public KindVariant Variant => By.Variant;

    public TimeSpan Exposure => Plan.ExposureOverride ?? Variant.Exposure;

    /// <summary>How much it fears the moon, 0 to 1: Target Scheduler's score for the smart order.</summary>
    public double MoonAversion => Variant.Moon?.Aversion ?? 0;

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
