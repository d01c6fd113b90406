namespace Sync.Scheduler.Planning;

/// <summary>Where a camera stands among the exposures of one target: what it took last.</summary>
/// <param name="PlanId">The plan that it served.</param>
/// <param name="Frames">Of that plan in a row.</param>
/// <param name="Item">Place of the last one in the target's own order, from 0; null where it was taken without one.</param>
public sealed record Turn(Guid PlanId, int Frames, int? Item)
{
    /// <summary>After some frames of one plan; null before the first.</summary>
    /// <param name="before">what it took until then</param>
    /// <param name="planId">the plan</param>
    /// <param name="frames">from 1</param>
    /// <param name="item">place of the first of them in the target's own order</param>
    public static Turn After(Turn? before, Guid planId, int frames, int? item) =>
        new(planId, (before?.PlanId == planId ? before.Frames : 0) + frames, item + frames - 1);
}
