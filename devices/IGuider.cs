namespace Sync.Devices;

/// <summary>What keeps the sky still, and moves it by a little when asked.</summary>
public interface IGuider : IDevice
{
    /// <summary>
    /// Tells it on which side of the pier the telescopes are, before it starts. A calibration of the other side is turned round, unless the
    /// guider sees to that by itself.
    /// </summary>
    Task OnSide(PierSide side, CancellationToken cancel);

    /// <summary>Starts guiding on a star and returns when it has settled.</summary>
    /// <exception cref="DeviceException">no star, calibration failed, or it did not settle within <see cref="Settle.Timeout"/> by its own clock</exception>
    Task<SettleResult> Start(Settle settle, CancellationToken cancel);

    /// <summary>Moves the field by this much on the sky and returns when guiding has settled there.</summary>
    /// <exception cref="DeviceException">not guiding, or it did not settle</exception>
    Task<SettleResult> Dither(SkyOffset by, Settle settle, CancellationToken cancel);

    /// <summary>Stops guiding. Harmless when it does not guide.</summary>
    Task Stop(CancellationToken cancel);

    /// <summary>
    /// Told when guiding is lost though nobody ended it, and when it is back, each once and in the order of time. Between moves only: how
    /// a <see cref="Start"/> or <see cref="Dither"/> ends is told by itself, and whichever of <see cref="Start"/>, <see cref="Dither"/> and
    /// <see cref="Stop"/> ends well ends a loss without a word here. Handlers return at once and throw nothing.
    /// </summary>
    event Action<GuidingTurn>? Turned;

    /// <summary>Arcseconds on the sky for a pixel of the guide camera; null where there is none.</summary>
    double? PixelArcseconds { get; }
}

/// <summary>When guiding counts as settled: within <paramref name="Pixels"/> of the guide camera for <paramref name="Time"/>, at the latest after <paramref name="Timeout"/>.</summary>
public sealed record Settle(double Pixels, TimeSpan Time, TimeSpan Timeout);

/// <summary>An offset on the sky: east and north, in arcseconds of great circle.</summary>
public readonly record struct SkyOffset(double EastArcseconds, double NorthArcseconds)
{
    public double Arcseconds => Math.Sqrt((EastArcseconds * EastArcseconds) + (NorthArcseconds * NorthArcseconds));
}

/// <summary>How a settle ended well.</summary>
/// <param name="Took">from the command to the settled state</param>
/// <param name="RmsArcseconds">total guiding error while it settled; null where nobody measures it</param>
public sealed record SettleResult(TimeSpan Took, double? RmsArcseconds);

/// <summary>Guiding was lost, or is back.</summary>
/// <param name="At">when that was, UTC, by the clock of this process</param>
/// <param name="Lost">otherwise it is back</param>
/// <param name="Why">in few words, without a full stop: the star is lost, the guider is gone; null for one that is back</param>
public sealed record GuidingTurn(DateTimeOffset At, bool Lost, string? Why);
