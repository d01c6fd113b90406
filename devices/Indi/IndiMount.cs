using Sync.Astro.Coordinates;

namespace Sync.Devices.Indi;

/// <summary>A mount behind an INDI server. On the wire are apparent places of date; here J2000.</summary>
public sealed class IndiMount(DeviceAddress address, string device, TimeProvider time) : IMount
{
    private const string Coordinates = "EQUATORIAL_EOD_COORD";
    private const string OnSet = "ON_COORD_SET";
    private const string Side = "TELESCOPE_PIER_SIDE";
    private const string Tracking = "TELESCOPE_TRACK_STATE";
    private const double NearDegrees = 1.0 / 60;
    private static readonly TimeSpan SlewLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PulseMargin = TimeSpan.FromSeconds(10);
    private readonly IndiConnection line = new(address, device, time);

    public string Name => device;

    public Task Connect(CancellationToken cancel) =>
        IndiPlug.Connect(line, cancel, Coordinates, OnSet, "TELESCOPE_ABORT_MOTION");

    public Task Slew(Equatorial target, CancellationToken cancel) => Go(target, flip: false, cancel);

    /// <summary>The side is told by a property of its own, which may come a little later.</summary>
    public async Task Flip(Equatorial target, CancellationToken cancel)
    {
        var before = await PierSide(cancel);
        await Go(target, flip: true, cancel);
        try
        {
            if (before is not null)
                await line.WaitFor(Side, v => SideOf(v) != before, StopLimit, "other side of the pier", cancel);
        }
        catch (DeviceException)
        {
            // It stays on its side, as whoever asks will see.
        }
    }

    /// <summary>What coordinates mean is a switch, and others would sync by mistake where it stayed so.</summary>
    public async Task<bool> Sync(Equatorial seen, CancellationToken cancel)
    {
        if (!line.Need(OnSet).Has("SYNC"))
            return false;
        var ofDate = Sky.J2000ToDate(seen, time.GetUtcNow());
        try
        {
            await SetMeans("SYNC", cancel);
            await line.Ask(IndiRequest.Number(device, Coordinates, ("RA", ofDate.RightAscensionHours), ("DEC", ofDate.DeclinationDegrees)),
                v => IsNear(v, ofDate), IndiConnection.AnswerLimit, cancel);
        }
        finally
        {
            await SetMeans("TRACK", CancellationToken.None);
        }
        return true;
    }

    public Task<Equatorial> Position(CancellationToken cancel)
    {
        var ofDate = new Equatorial(line.Number(Coordinates, "RA"), line.Number(Coordinates, "DEC"));
        return Task.FromResult(Sky.DateToJ2000(ofDate, time.GetUtcNow()));
    }

    /// <summary>By name, for INDI lists west first.</summary>
    public Task<PierSide?> PierSide(CancellationToken cancel)
    {
        line.Need(Coordinates);
        return Task.FromResult(line.Find(Side) is { } side ? SideOf(side) : null);
    }

    public async Task SetTracking(bool on, CancellationToken cancel)
    {
        var wanted = on ? "TRACK_ON" : "TRACK_OFF";
        if (!line.Need(Tracking).IsOn(wanted))
            await Track(wanted, cancel);
    }

    public async Task PulseGuide(GuideDirection direction, TimeSpan length, CancellationToken cancel)
    {
        var milliseconds = Math.Round(length.TotalMilliseconds);
        if (milliseconds < 1)
            return;
        var (property, member, opposite) = direction switch
        {
            GuideDirection.North => ("TELESCOPE_TIMED_GUIDE_NS", "TIMED_GUIDE_N", "TIMED_GUIDE_S"),
            GuideDirection.South => ("TELESCOPE_TIMED_GUIDE_NS", "TIMED_GUIDE_S", "TIMED_GUIDE_N"),
            GuideDirection.East => ("TELESCOPE_TIMED_GUIDE_WE", "TIMED_GUIDE_E", "TIMED_GUIDE_W"),
            _ => ("TELESCOPE_TIMED_GUIDE_WE", "TIMED_GUIDE_W", "TIMED_GUIDE_E"),
        };
        await IndiMotion.Run(line, IndiRequest.Number(device, property, (member, milliseconds), (opposite, 0)),
            _ => true, length + PulseMargin, "guide pulse", cancel);
    }

    public async Task Park(CancellationToken cancel)
    {
        if (line.Need("TELESCOPE_PARK") is { State: not IndiState.Busy } now && now.IsOn("PARK"))
            return;
        var end = await IndiMotion.Run(line, IndiRequest.Switch(device, "TELESCOPE_PARK", "PARK"), _ => true, SlewLimit, "parking", cancel);
        if (!end.IsOn("PARK"))
            throw new DeviceException(device, "did not park");
    }

    public async Task Stop(CancellationToken cancel)
    {
        var tracked = line.Find(Tracking)?.IsOn("TRACK_ON") == true;
        await line.Ask(IndiRequest.Switch(device, "TELESCOPE_ABORT_MOTION", "ABORT"),
            v => v.State != IndiState.Busy, IndiConnection.AnswerLimit, cancel);
        await line.WaitFor(Coordinates, v => v.State != IndiState.Busy, StopLimit, "end of the motion", cancel);
        // A driver may stop the tracking as well, and tell so later: it is told to track in any case.
        if (tracked)
            await Track("TRACK_ON", cancel);
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task Go(Equatorial target, bool flip, CancellationToken cancel)
    {
        await Unpark(cancel);
        await SetMeans("TRACK", cancel);
        var ofDate = Sky.J2000ToDate(target, time.GetUtcNow());
        try
        {
            // A mount that did not track before may aim at where the place was when it started, and the sky moves on meanwhile.
            if (!IsNear(await SlewOnce(ofDate, flip, cancel), ofDate))
                await SlewOnce(ofDate, flip: false, cancel);
        }
        catch (OperationCanceledException)
        {
            await Stop(CancellationToken.None);
            throw;
        }
    }

    /// <summary>A parked mount only warns, and stays silent and where it is.</summary>
    private async Task Unpark(CancellationToken cancel)
    {
        if (line.Find("TELESCOPE_PARK")?.IsOn("PARK") != true)
            return;
        var end = await IndiMotion.Run(line, IndiRequest.Switch(device, "TELESCOPE_PARK", "UNPARK"), _ => true, SlewLimit, "unparking", cancel);
        if (!end.IsOn("UNPARK"))
            throw new DeviceException(device, "did not unpark");
    }

    /// <summary>A flip begins where it ends, so only the motion itself shows that it began.</summary>
    private async Task<IndiVector> SlewOnce(Equatorial ofDate, bool flip, CancellationToken cancel)
    {
        var request = IndiRequest.Number(device, Coordinates, ("RA", ofDate.RightAscensionHours), ("DEC", ofDate.DeclinationDegrees));
        var end = await IndiMotion.Run(line, request, v => v.State == IndiState.Busy || (!flip && IsNear(v, ofDate)), SlewLimit, "slew", cancel);
        return end.State == IndiState.Ok ? end : throw new DeviceException(device, "the slew was stopped on its way");
    }

    private async Task SetMeans(string member, CancellationToken cancel)
    {
        if (!line.Need(OnSet).IsOn(member))
            await line.Ask(IndiRequest.Switch(device, OnSet, member), v => v.IsOn(member), IndiConnection.AnswerLimit, cancel);
    }

    private static PierSide? SideOf(IndiVector side) =>
        side.IsOn("PIER_EAST") ? Devices.PierSide.East : side.IsOn("PIER_WEST") ? Devices.PierSide.West : null;

    private Task Track(string member, CancellationToken cancel) =>
        line.Ask(IndiRequest.Switch(device, Tracking, member), v => v.IsOn(member), IndiConnection.AnswerLimit, cancel);

    /// <summary>Already there: such a slew may be over before it was Busy.</summary>
    private static bool IsNear(IndiVector coordinates, Equatorial ofDate) => coordinates.State == IndiState.Ok
        && Sky.SeparationDegrees(new Equatorial(coordinates.Number("RA"), coordinates.Number("DEC")), ofDate) < NearDegrees;
}
