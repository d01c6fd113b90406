using Sync.Astro.Coordinates;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>A German equatorial mount: 4°/s and 2 s to settle, guides at half the sidereal rate. One motion at a time.</summary>
public sealed class SimulatedMount : SimulatedDevice, IMount
{
    private const double SlewDegreesPerSecond = 4;
    private const double SettleSeconds = 2;
    private const double GuideArcsecondsPerSecond = 7.52;

    private static readonly Equatorial Pole = new(0, 90);

    private readonly Lock gate = new();
    private readonly GeoSite site;
    private CancellationTokenSource? moving;

    /// <summary>The site decides on which side of the pier a target is reached.</summary>
    public SimulatedMount(SimulatedWorld world, string name, GeoSite site)
        : base(world, name) => this.site = site;

    public Task Slew(Equatorial target, CancellationToken cancel)
    {
        RequireConnected("slew");
        if (target.RightAscensionHours is not (>= 0 and < 24) || target.DeclinationDegrees is not (>= -90 and <= 90))
            throw Trouble($"can't slew to {target.RightAscensionHours} h, {target.DeclinationDegrees}°; 0 to 24 h and -90 to 90° are allowed");
        return Go("slew", target, tracking: true, SideFor(target), cancel);
    }

    public Task<Equatorial> Position(CancellationToken cancel)
    {
        RequireConnected("tell its position");
        return Task.FromResult(World.SkyAt(Now).Axes);
    }

    public Task<PierSide?> PierSide(CancellationToken cancel)
    {
        RequireConnected("tell its side of the pier");
        return Task.FromResult<PierSide?>(World.SkyAt(Now).Pier);
    }

    public Task SetTracking(bool on, CancellationToken cancel)
    {
        RequireConnected("set tracking");
        lock (gate)
        {
            if (moving is not null)
                throw Trouble("it is moving; tracking can't be set now");
            if (World.SkyAt(Now).Tracking != on)
                Rest("tracking", on);
        }
        return Task.CompletedTask;
    }

    public async Task PulseGuide(GuideDirection direction, TimeSpan length, CancellationToken cancel)
    {
        RequireConnected("guide");
        if (length < TimeSpan.Zero)
            throw Trouble($"can't guide for {length.TotalSeconds} s; 0 s or longer is allowed");
        var sky = World.SkyAt(Now);
        if (!sky.Tracking)
            throw Trouble("can't guide while it does not track");
        var rate = Rate(direction, sky.Axes);
        var seconds = length.TotalSeconds;
        await Move("pulse", seconds, now => World.Write(new Shifted(Name, now, Times(rate, seconds), seconds)), left =>
            // What is left of the pulse is taken back at its own pace, so that the sum stands still.
            World.Write(new Shifted(Name, Now, Times(rate, -left), left)), cancel);
    }

    public Task Park(CancellationToken cancel)
    {
        RequireConnected("park");
        return Go("park", Pole, tracking: false, Sync.Devices.PierSide.West, cancel);
    }

    public Task Stop(CancellationToken cancel)
    {
        RequireConnected("stop");
        lock (gate)
            moving?.Cancel();
        return Task.CompletedTask;
    }

    private Task Go(string move, Equatorial target, bool tracking, PierSide pier, CancellationToken cancel)
    {
        var from = World.SkyAt(Now).Axes;
        var seconds = Direction.SeparationDegrees(from, target) / SlewDegreesPerSecond;
        return Move(move, seconds + SettleSeconds, now =>
            World.Write(new Pointed(Name, now, from, target, seconds, tracking, pier)), _ => Rest("stop", on: true), cancel);
    }

    /// <summary>Stays where it looks, from now on tracking or not.</summary>
    private void Rest(string move, bool on)
    {
        var sky = World.SkyAt(Now);
        World.Write(new MoveBegan(Name, Now, move, 0));
        World.Write(new Pointed(Name, Now, sky.Axes, sky.Axes, 0, on, sky.Pier));
        World.Write(new MoveEnded(Name, Now));
    }

    private async Task Move(string move, double seconds, Action<DateTimeOffset> begin, Action<double> cut, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var until = Now.AddSeconds(seconds);
        lock (gate)
        {
            if (moving is not null)
                throw Trouble($"it is moving; it can't {move} now");
            moving = stop;
            World.Write(new MoveBegan(Name, Now, move, seconds));
            begin(Now);
        }
        try
        {
            await PassUntil(until, stop.Token);
            World.Write(new MoveEnded(Name, until));
        }
        catch (OperationCanceledException)
        {
            World.Write(new MoveEnded(Name, Now));
            cut((until - Now).TotalSeconds);
            cancel.ThrowIfCancellationRequested();
            throw Trouble($"the {move} was stopped");
        }
        finally
        {
            lock (gate)
                moving = null;
        }
    }

    private static SkyOffset Times(SkyOffset rate, double seconds) => new(rate.EastArcseconds * seconds, rate.NorthArcseconds * seconds);

    /// <summary>Arcseconds of great circle a second.</summary>
    private static SkyOffset Rate(GuideDirection direction, Equatorial at)
    {
        var east = GuideArcsecondsPerSecond * Math.Cos(at.DeclinationDegrees * Math.PI / 180);
        return direction switch
        {
            GuideDirection.North => new(0, GuideArcsecondsPerSecond),
            GuideDirection.South => new(0, -GuideArcsecondsPerSecond),
            GuideDirection.East => new(east, 0),
            _ => new(-east, 0),
        };
    }

    /// <summary>West of the meridian the telescopes are on the east side.</summary>
    private PierSide SideFor(Equatorial target)
    {
        // Mean sidereal time (Meeus, chapter 12); minutes of error would only show at the meridian itself.
        var days = SmoothNoise.Seconds(Now) / 86400 - 0.5;
        var sidereal = 18.697374558 + (24.06570982441908 * days) + (site.LongitudeDegrees / 15);
        var hourAngle = Math.IEEERemainder(sidereal - target.RightAscensionHours, 24);
        return hourAngle >= 0 ? Sync.Devices.PierSide.East : Sync.Devices.PierSide.West;
    }
}
