using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>
/// A guider that behaves like PHD2: calibrates and settles in 10 to 20 s, settles after a dither in 4 to 12 s, loses its
/// star when the mount slews, and now and then doesn't settle. Its first start calibrates it, for one side of the pier. A
/// cancelled wait leaves the hardware to its move.
/// </summary>
public sealed class SimulatedGuider(SimulatedWorld world, string name) : SimulatedDevice(world, name), IGuider
{
    private const double DitherArcsecondsPerSecond = 7.52;

    private readonly Lock gate = new();
    private CancellationTokenSource? moving;
    private PierSide? calibrated;
    private bool starless;
    private bool holdsOn;

    public event Action<GuidingTurn>? Turned;

    public double? PixelArcseconds => 1.5;

    public Task OnSide(PierSide side, CancellationToken cancel)
    {
        RequireConnected("turn its calibration");
        if (calibrated is not null)
            calibrated = side;
        return Task.CompletedTask;
    }

    public async Task<SettleResult> Start(Settle settle, CancellationToken cancel)
    {
        RequireConnected("guide");
        var sky = World.SkyAt(Now);
        if (!sky.Tracking)
            throw Trouble("no guide star: the mount does not track");
        if (starless)
            throw Trouble("no guide star: it is lost");
        calibrated ??= sky.Pier;
        if (calibrated != sky.Pier)
            throw Trouble("it guides the wrong way: its calibration is of the other side of the pier");
        var random = World.Random(Name, "start", Now.UtcTicks);
        var took = TimeSpan.FromSeconds(random.Between(10, 20));
        return await Move("guiding start", took, settle, random, begin: null, cancel);
    }

    public async Task<SettleResult> Dither(SkyOffset by, Settle settle, CancellationToken cancel)
    {
        RequireConnected("dither");
        if (!World.SkyAt(Now).Guiding)
            throw Trouble("can't dither: it is not guiding");
        var random = World.Random(Name, "dither", Now.UtcTicks);
        var ramp = by.Arcseconds / DitherArcsecondsPerSecond;
        var seconds = Math.Max(random.Between(4, 8) + Math.Min(4, by.Arcseconds / 5), ramp + settle.Time.TotalSeconds);
        var took = random.Uniform() < World.Conditions.UnsettledChance ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
        return await Move("dither", took, settle, random, now => World.Write(new Shifted(Name, now, by, ramp)), cancel);
    }

    public Task Stop(CancellationToken cancel)
    {
        RequireConnected("stop");
        lock (gate)
        {
            moving?.Cancel();
            holdsOn = false;
        }
        if (World.SkyAt(Now).Guiding)
            World.Write(new Guided(Name, Now, false));
        return Task.CompletedTask;
    }

    /// <summary>Its star is gone, as behind a cloud or a branch, until <see cref="FindStar"/>: what guides or settles does so no more.</summary>
    public void LoseStar()
    {
        lock (gate)
        {
            if (starless)
                return;
            starless = true;
            moving?.Cancel();
            holdsOn = World.SkyAt(Now).Guiding;
            if (!holdsOn)
                return;
            World.Write(new Guided(Name, Now, false));
            holdsOn = moving is null;
        }
        if (holdsOn)
            Turned?.Invoke(new(Now, Lost: true, "its star is lost"));
    }

    /// <summary>The star is there again, and is guided on where it was lost between two moves.</summary>
    public void FindStar()
    {
        var back = false;
        lock (gate)
        {
            (starless, back, holdsOn) = (false, holdsOn && World.SkyAt(Now).Tracking, false);
            if (back)
                World.Write(new Guided(Name, Now, true));
        }
        if (back)
            Turned?.Invoke(new(Now, Lost: false, null));
    }

    private async Task<SettleResult> Move(
        string move, TimeSpan takes, Settle settle, SeededRandom random, Action<DateTimeOffset>? begin, CancellationToken cancel)
    {
        var lasts = takes < settle.Timeout ? takes : settle.Timeout;
        var until = Now + lasts;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        lock (gate)
        {
            if (moving is not null)
                throw Trouble($"can't begin a {move} while another is in progress");
            moving = stop;
            World.Write(new MoveBegan(Name, Now, move, lasts.TotalSeconds));
            begin?.Invoke(Now);
        }
        await Wait(until, move, stop.Token, cancel);
        World.Write(new MoveEnded(Name, until));
        if (takes > settle.Timeout)
            throw Trouble($"timed out waiting for the {move} to settle within {settle.Timeout.TotalSeconds} s");
        if (begin is null)
            World.Write(new Guided(Name, until, true));
        return new(takes, World.Conditions.GuidingRmsArcseconds * random.Between(0.8, 1.3));
    }

    /// <summary>Ends early without a record: what was begun goes on as planned.</summary>
    private async Task Wait(DateTimeOffset until, string move, CancellationToken stop, CancellationToken cancel)
    {
        try
        {
            await PassUntil(until, stop);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Trouble(starless ? $"its star was lost during the {move}" : $"guiding was stopped during the {move}");
        }
        finally
        {
            lock (gate)
                moving = null;
        }
    }
}
