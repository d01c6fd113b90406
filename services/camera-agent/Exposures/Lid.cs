using Sync.Contracts;

namespace Sync.CameraAgent.Exposures;

/// <summary>Whether the shutter must stay closed whatever the scheduler says. Not kept: dither says it again when it starts, and the scheduler opens nothing.</summary>
internal sealed class Lid
{
    private (long Number, string? Reason) known;

    /// <summary>Why the shutter stays closed; null when it may open.</summary>
    public string? ClosedBecause => known.Reason;

    /// <summary>What is said of safety may be overtaken by what was said later.</summary>
    public bool IsNews(long number) => number > known.Number;

    public void Is(KeepClosed order) => known = (order.Number, order.Reason);

    public void Is(MayOpen order) => known = (order.Number, null);
}
