using Sync.Clock;

namespace Sync.CameraAgent.Holds;

/// <summary>
/// A camera's permission to have its shutter open: from one of its own stamps until the lease has passed, by a clock that
/// nobody can set. The scheduler counts the same lease from a later instant, so the camera's limit is always the earlier one.
/// </summary>
internal readonly record struct Hold(MonotonicInstant Stamped, TimeSpan Lease)
{
    private const double ClockRates = 0.001;
    private static readonly TimeSpan Hops = TimeSpan.FromSeconds(1);

    /// <summary>One second and a thousandth of the lease, for clocks whose rates differ.</summary>
    public TimeSpan Margin => Hops + (Lease * ClockRates);

    /// <summary>Whether an exposure that begins now has certainly ended when the hold does.</summary>
    public bool Covers(TimeSpan exposure, MonotonicInstant now) =>
        now.Since(Stamped) is { } age && age + exposure + Margin < Lease;

    /// <summary>Until the shutter must be closed; not positive when the hold is over, or was given before the machine was started again.</summary>
    public TimeSpan Left(MonotonicInstant now) =>
        now.Since(Stamped) is { } age ? Lease - age : TimeSpan.Zero;
}
