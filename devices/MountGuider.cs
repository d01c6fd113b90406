using Sync.Astro.Coordinates;
using Sync.Clock;

namespace Sync.Devices;

/// <summary>
/// Dithers without a guider: by pulses of the mount, which is taken to guide at half the sidereal rate, or by small slews, as exact as the
/// mount points. Nobody measures whether it settled: it waits for <see cref="Settle.Time"/>. The mount is not its own; disposing leaves it connected.
/// </summary>
/// <param name="mount">connected or not</param>
/// <param name="time">its clock</param>
/// <param name="slews">for a mount without pulses</param>
public sealed class MountGuider(IMount mount, TimeProvider time, bool slews = false) : IGuider
{
    private const double ArcsecondsPerSecond = 7.52;

    // Near the pole a pulse in right ascension moves the sky by next to nothing; longer than this it would take minutes.
    private const double LeastCosine = 0.05;

    /// <summary>Never: it has no star to lose.</summary>
    public event Action<GuidingTurn>? Turned
    {
        add { }
        remove { }
    }

    public string Name => $"{mount.Name} ({(slews ? "small slews" : "pulses")})";

    /// <summary>There is no guide camera.</summary>
    public double? PixelArcseconds => null;

    public Task Connect(CancellationToken cancel) => mount.Connect(cancel);

    /// <summary>Directions are those of the sky, on either side.</summary>
    public Task OnSide(PierSide side, CancellationToken cancel) => Task.CompletedTask;

    public async Task<SettleResult> Start(Settle settle, CancellationToken cancel)
    {
        await time.Pass(settle.Time, cancel);
        return new(settle.Time, RmsArcseconds: null);
    }

    public async Task<SettleResult> Dither(SkyOffset by, Settle settle, CancellationToken cancel)
    {
        var from = time.GetUtcNow();
        var at = await mount.Position(cancel);
        var cosine = Math.Max(LeastCosine, Math.Cos(at.DeclinationDegrees * Math.PI / 180));
        if (slews)
            await mount.Slew(Beside(at, by, cosine), cancel);
        else
            await Pulse(by, cosine, cancel);
        await time.Pass(settle.Time, cancel);
        return new(time.GetUtcNow() - from, RmsArcseconds: null);
    }

    public Task Stop(CancellationToken cancel) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Not over the pole: there a mount would turn round.</summary>
    private static Equatorial Beside(Equatorial at, SkyOffset by, double cosine)
    {
        var hours = at.RightAscensionHours + (by.EastArcseconds / cosine / 54000);
        return new((hours + 24) % 24, Math.Clamp(at.DeclinationDegrees + (by.NorthArcseconds / 3600), -90, 90));
    }

    private async Task Pulse(SkyOffset by, double cosine, CancellationToken cancel)
    {
        await Pulse(GuideDirection.East, GuideDirection.West, by.EastArcseconds / cosine, cancel);
        await Pulse(GuideDirection.North, GuideDirection.South, by.NorthArcseconds, cancel);
    }

    private Task Pulse(GuideDirection forth, GuideDirection back, double arcseconds, CancellationToken cancel) => arcseconds == 0
        ? Task.CompletedTask
        : mount.PulseGuide(arcseconds > 0 ? forth : back, TimeSpan.FromSeconds(Math.Abs(arcseconds) / ArcsecondsPerSecond), cancel);
}
