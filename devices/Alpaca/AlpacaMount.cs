using Sync.Astro.Coordinates;
using Sync.Clock;

namespace Sync.Devices.Alpaca;

/// <summary>A mount behind an Alpaca server. On the wire are places of date or of J2000, as the mount says; here J2000.</summary>
public sealed class AlpacaMount(DeviceAddress address, string device, TimeProvider time) : IMount
{
    private const int ConnectFrom = 4;
    private static readonly TimeSpan SlewLimit = TimeSpan.FromMinutes(5);

    /// <summary>Some do not call it slewing when they park.</summary>
    private static readonly TimeSpan ParkGrace = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SyncLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PulseMargin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PulseInterval = TimeSpan.FromMilliseconds(100);
    private readonly AlpacaLine line = new(address, "telescope", device, time);
    private AlpacaPlaces? places;

    public string Name => line.Name;

    public async Task Connect(CancellationToken cancel)
    {
        await AlpacaPlug.Connect(line, ConnectFrom, cancel);
        places = await AlpacaPlaces.Connect(line, cancel);
    }

    public Task Slew(Equatorial target, CancellationToken cancel) => Stopping(c => Go(target, c), cancel);

    /// <summary>A mount that would go there on the side where it is, is told the other one first.</summary>
    public Task Flip(Equatorial target, CancellationToken cancel) => Stopping(async c =>
    {
        await Ready(c);
        var before = await PierSide(c);
        var goesOver = before is null || await Places.Destination(target, c) != before;
        if (goesOver)
            await Go(target, c);
        if (before is { } side && await PierSide(c) == side && await line.Can("cansetpierside", c))
            await TurnOver(side, c);
        else if (goesOver)
            return;
        await Go(target, c);
    }, cancel);

    /// <summary>Some drivers take it without an error, and believe what they did.</summary>
    public async Task<bool> Sync(Equatorial seen, CancellationToken cancel)
    {
        if (!await line.Can("cansync", cancel))
            return false;
        await Places.Sync(seen, cancel);
        await AlpacaWait.Until(line, "place that it was synced to", SyncLimit, c => Places.IsAt(seen, c), cancel);
        return true;
    }

    public Task<Equatorial> Position(CancellationToken cancel) => Places.Now(cancel);

    /// <summary>0 is pierEast, the telescopes east of the pier and looking west; -1 is not known.</summary>
    public async Task<PierSide?> PierSide(CancellationToken cancel) => AlpacaPlaces.Side(await line.Ask("sideofpier", cancel));

    public Task SetTracking(bool on, CancellationToken cancel) => line.Put("tracking", cancel, ("Tracking", on));

    public async Task PulseGuide(GuideDirection direction, TimeSpan length, CancellationToken cancel)
    {
        var milliseconds = (int)Math.Round(length.TotalMilliseconds);
        if (milliseconds < 1)
            return;
        var began = time.GetTimestamp();
        // Directions are numbered as here. Older drivers answer when the pulse is over.
        await line.Put("pulseguide", length + PulseMargin, cancel, ("Direction", (int)direction), ("Duration", milliseconds));
        await time.Pass(length - time.GetElapsedTime(began), cancel);
        await AlpacaWait.Until(line, "end of the guide pulse", PulseMargin, () => PulseInterval, async c => !await line.Is("ispulseguiding", c), cancel);
    }

    public async Task Park(CancellationToken cancel)
    {
        if (await line.Is("atpark", cancel))
            return;
        await line.Put("park", SlewLimit, cancel);
        if (!await AlpacaMotion.End(line, ("parking", SlewLimit), ParkGrace, c => line.Is("slewing", c), c => line.Is("atpark", c), cancel))
            throw new DeviceException(Name, "stopped on the way to its park position");
    }

    /// <summary>A parked mount refuses to stop, and some stop tracking as well.</summary>
    public async Task Stop(CancellationToken cancel)
    {
        if (await line.Is("atpark", cancel))
            return;
        var tracked = await line.Is("tracking", cancel);
        await line.Put("abortslew", cancel);
        await AlpacaWait.Until(line, "end of the motion", StopLimit, async c => !await line.Is("slewing", c), cancel);
        if (tracked)
            await Track(cancel);
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    private AlpacaPlaces Places => places ?? throw new DeviceException(Name, "is not connected yet");

    private async Task Stopping(Func<CancellationToken, Task> motion, CancellationToken cancel)
    {
        try
        {
            await motion(cancel);
        }
        catch (OperationCanceledException)
        {
            await Stop(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Neither a parked mount slews, nor one that does not track; but at its limit it can't track before it has slewed.</summary>
    private async Task Ready(CancellationToken cancel)
    {
        if (await line.Is("atpark", cancel))
        {
            await line.Put("unpark", SlewLimit, cancel);
            await AlpacaWait.Until(line, "end of unparking", SlewLimit, async c => !await line.Is("atpark", c), cancel);
        }
        try
        {
            await Track(cancel);
        }
        catch (DeviceException e) when (!AlpacaClient.IsSilence(e))
        {
            // Then the slew tells, or what it does not do.
        }
    }

    private async Task Track(CancellationToken cancel)
    {
        if (!await line.Is("tracking", cancel))
            await SetTracking(true, cancel);
    }

    private async Task Go(Equatorial target, CancellationToken cancel)
    {
        await Ready(cancel);
        await Places.Slew(target, SlewLimit, cancel);
        if (!await AlpacaMotion.End(line, ("slew", SlewLimit), AlpacaMotion.Grace, c => line.Is("slewing", c), c => Places.IsNear(target, c), cancel))
            throw new DeviceException(Name, "the slew was stopped on its way");
        await Track(cancel);
    }

    private async Task TurnOver(PierSide from, CancellationToken cancel)
    {
        await line.Put("sideofpier", SlewLimit, cancel, ("SideOfPier", from == Devices.PierSide.East ? 1 : 0));
        await AlpacaMotion.End(line, ("flip", SlewLimit), AlpacaMotion.Grace, c => line.Is("slewing", c), async c => await PierSide(c) != from, cancel);
    }
}
