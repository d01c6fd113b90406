using Sync.Astro.Coordinates;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>
/// A German equatorial mount: 4°/s and 2 s to settle, guides at half the sidereal rate. One motion at a time. A slew takes the side
/// of the pier that the target asks for; from the west side it tracks for twenty minutes beyond the meridian, and no further.
/// </summary>
public sealed class SimulatedMount : SimulatedDevice, IMount
{
    private const double SlewDegreesPerSecond = 4;
    private const double SettleSeconds = 2;
    private const double GuideArcsecondsPerSecond = 7.52;
    private const double HalfTurnDegrees = 180;
    private const double LimitHours = 1.0 / 3;
    private const double SiderealRate = 1.00273790935;

    private static readonly Equatorial Pole = new(0, 90);

    private readonly Lock gate = new();
    private readonly GeoSite site;
    private readonly SimulatedMountOptions options;
    private CancellationTokenSource? moving;

    /// <summary>The site decides on which side of the pier a target is reached.</summary>
    public SimulatedMount(SimulatedWorld world, string name, GeoSite site, SimulatedMountOptions? options = null)
        : base(world, name) => (this.site, this.options) = (site, options ?? new());

    public Task Slew(Equatorial target, CancellationToken cancel)
    {
        RequirePlace("slew", target);
        return Go("slew", target, tracking: true, SideFor(target), cancel);
    }

    public Task Flip(Equatorial target, CancellationToken cancel) => Slew(target, cancel);

    public Task<bool> Sync(Equatorial seen, CancellationToken cancel)
    {
        RequirePlace("sync", seen);
        lock (gate)
        {
            var sky = World.SkyAt(Now);
            if (!options.Syncs)
                return Task.FromResult(false);
            if (moving is not null || !sky.Tracking)
                throw Trouble("it can't sync while it moves, or does not track");
            if (new TangentPlane(seen).Project(Direction.Of(sky.Sky)) is not var (east, north))
                throw Trouble("it can't sync to the other half of the sky");
            World.Write(new Pointed(Name, Now, seen, seen, 0, true, sky.Pier, TracksUntil(seen, sky.Pier), new(
                east / TangentPlane.RadiansPerArcsecond, north / TangentPlane.RadiansPerArcsecond)));
        }
        return Task.FromResult(true);
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
            var sky = World.SkyAt(Now);
            if (on && TracksUntil(sky.Axes, sky.Pier) < Now.AddSeconds(1))
                throw Trouble("it is at its limit behind the meridian; a slew brings it to the other side of the pier");
            if (sky.Tracking != on)
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
        await Move(
            "pulse",
            seconds,
            now => World.Write(new Shifted(Name, now, Times(rate, seconds), seconds)),

            // What is left of the pulse is taken back at its own pace, so that the sum stands still.
            left => World.Write(new Shifted(Name, Now, Times(rate, -left), left)),
            cancel);
    }

    public Task Park(CancellationToken cancel)
    {
        RequireConnected("park");
        return Go("park", Pole, tracking: false, Devices.PierSide.West, cancel);
    }

    public Task Stop(CancellationToken cancel)
    {
        RequireConnected("stop");
        lock (gate)
        {
            if (moving is not null)
                moving.Cancel();
            else if (LeftMoving())
                Rest("stop", World.SkyAt(Now).Tracking);
        }
        return Task.CompletedTask;
    }

    /// <summary>Between where it believes to look and where it does; as it was made, until it is synced.</summary>
    private SkyOffset? Error => World.Newest(Name, r => r is Pointed) is Pointed last ? last.Error : AtFirst;

    private SkyOffset? AtFirst
    {
        get
        {
            if (options.PointingErrorArcminutes == 0)
                return null;
            var (sin, cos) = Math.SinCos(World.Random(Name, "pointing error", 0).Between(0, Math.Tau));
            return new(60 * options.PointingErrorArcminutes * sin, 60 * options.PointingErrorArcminutes * cos);
        }
    }

    private void RequirePlace(string verb, Equatorial at)
    {
        RequireConnected(verb);
        if (at.RightAscensionHours is not (>= 0 and < 24) || at.DeclinationDegrees is not (>= -90 and <= 90))
            throw Trouble($"can't {verb} to {at.RightAscensionHours} h, {at.DeclinationDegrees}°; 0 to 24 h and -90 to 90° are allowed");
    }

    private Task Go(string move, Equatorial target, bool tracking, PierSide pier, CancellationToken cancel)
    {
        var sky = World.SkyAt(Now);
        var turns = sky.Pier != pier && !IsHome(sky.Axes) && !IsHome(target);
        var seconds = Math.Max(Direction.SeparationDegrees(sky.Axes, target), turns ? HalfTurnDegrees : 0) / SlewDegreesPerSecond;
        return Move(move, seconds + SettleSeconds, now => World.Write(new Pointed(
            Name, now, sky.Axes, target, seconds, tracking, pier, tracking ? TracksUntil(target, pier) : null, Error)), _ => Rest("stop", on: true), cancel);
    }

    /// <summary>At the pole, counterweight down: either side is as near.</summary>
    private static bool IsHome(Equatorial at) => at.DeclinationDegrees > 89.9;

    /// <summary>A process that is no more began a move, and the hardware is at it still.</summary>
    private bool LeftMoving() => World.Newest(Name, r => r is MoveBegan or MoveEnded) is MoveBegan began
        && Now < began.At.AddSeconds(began.PlannedSeconds);

    /// <summary>Stays where it looks, from now on tracking or not.</summary>
    private void Rest(string move, bool on)
    {
        var sky = World.SkyAt(Now);
        World.Write(new MoveBegan(Name, Now, move, 0));
        World.Write(new Pointed(Name, Now, sky.Axes, sky.Axes, 0, on, sky.Pier, on ? TracksUntil(sky.Axes, sky.Pier) : null, Error));
        World.Write(new MoveEnded(Name, Now));
    }

    private async Task Move(string move, double seconds, Action<DateTimeOffset> begin, Action<double> cut, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var until = Now.AddSeconds(seconds);
        Begin(move, seconds, begin, stop);
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

    private void Begin(string move, double seconds, Action<DateTimeOffset> begin, CancellationTokenSource stop)
    {
        lock (gate)
        {
            if (moving is not null)
                throw Trouble($"it is moving; it can't {move} now");
            moving = stop;
            World.Write(new MoveBegan(Name, Now, move, seconds));
            begin(Now);
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
    private PierSide SideFor(Equatorial target) => Sky.HourAngleHours(target, site, Now) >= 0 ? Devices.PierSide.East : Devices.PierSide.West;

    /// <summary>When a counterweight that goes up behind the meridian is as high as it may be; null on the side on which it goes down.</summary>
    private DateTimeOffset? TracksUntil(Equatorial target, PierSide side) => side == Devices.PierSide.East ? null
        : Now.AddHours((LimitHours - Sky.HourAngleHours(target, site, Now)) / SiderealRate);
}
