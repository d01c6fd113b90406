using Sync.Astro.Coordinates;
using Sync.Astro.Domes;
using Sync.Clock;
using Sync.Devices;
using Sync.Dither.Moves;

namespace Sync.Dither.Domes;

/// <summary>The dome around the mount: opened before anything is pointed, turned after it, closed behind it. Every wait has a limit.</summary>
internal sealed class DomeMover(DomeSetup setup, IMount mount, TimeProvider time, DitherOptions options)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>The next move seldom is later.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    private readonly IDome dome = setup.Dome;
    /// <summary>Since a move has turned it after the telescopes, until it closes.</summary>
    private bool follows;

    private readonly SlitChoice slit = new(setup.Geometry.SlitMetres, setup.BeamMetres);

    public IDome Dome => dome;

    /// <exception cref="DeviceException">it can't be connected; the message says why</exception>
    public Task Connect(CancellationToken cancel) => time.Within("dome connect", "Connecting the dome", options.CommandLimit, dome.Connect, cancel);

    /// <summary>Harmless when it is open.</summary>
    /// <exception cref="DeviceException">it did not open, and nothing may be pointed</exception>
    public async Task Open(CancellationToken cancel)
    {
        await Connect(cancel);
        if (!dome.Facts.Closes || (await Look(cancel)).Opening == DomeOpening.Open)
            return;
        await time.Within("dome open", "Opening the dome", options.DomeLimit, dome.Open, cancel);
        if (await Look(cancel) is { Opening: not DomeOpening.Open } state)
            throw new DeviceException(dome.Name, $"did not open: its shutter is {Word(state.Opening)}");
    }

    /// <summary>
    /// Turns it to where the telescopes look, if it is off by more than half of what the slit allows, or would be in the dark before the next
    /// move. One that follows the mount by itself is waited for.
    /// </summary>
    /// <exception cref="DeviceException">it did not come there, or it is closed</exception>
    public async Task Follow(CancellationToken cancel)
    {
        await Connect(cancel);
        var state = await Look(cancel);
        if (dome.Facts.Closes && state.Opening != DomeOpening.Open)
            throw new DeviceException(dome.Name, $"is {Word(state.Opening)}, and nobody here has closed it; the next slew opens it again");
        follows = dome.Facts.Turns;
        if (!follows)
            return;
        var (now, soon) = await Aim(cancel);
        if (state.FollowsMount)
            await time.Within("dome follow", "Waiting for the dome, which follows the mount by itself,", options.DomeLimit, c => Arrive(now, c), cancel);
        else if (slit.Turn(state.AzimuthDegrees, now, soon) is { } azimuth)
            await Turn(azimuth, cancel);
    }

    /// <summary>Between two moves it turns only when it takes light away already.</summary>
    /// <returns>where it was turned to, degrees; null when it was not</returns>
    /// <exception cref="DeviceException">it could not be turned, or asked</exception>
    public async Task<double?> FollowBetween(CancellationToken cancel)
    {
        if (!follows)
            return null;
        await Connect(cancel);
        if (await Look(cancel) is not { Opening: DomeOpening.Open, FollowsMount: false, AzimuthDegrees: { } stands })
            return null;
        var (now, soon) = await Aim(cancel);
        if (now.OffDegrees(stands) <= slit.AllowedDegrees(now) || slit.Turn(stands, now, soon) is not { } azimuth)
            return null;
        await Turn(azimuth, cancel);
        return azimuth;
    }

    /// <summary>Closes it, once again when that fails, and parks it. Over a mount that is not parked only where that may be.</summary>
    /// <param name="parked">whether the mount is</param>
    /// <param name="cancel">the process is being stopped</param>
    /// <returns>why it is not closed; null when it is</returns>
    public async Task<DeviceException?> Close(bool parked, CancellationToken cancel)
    {
        follows = false;
        try
        {
            await Connect(cancel);
            if (!parked && (await Look(cancel)).Opening != DomeOpening.Closed && !(setup.ClosesOverUnparkedMount ?? dome.Facts.Turns))
                return new(dome.Name, "stays open: the mount is not parked, and it might be hit. See to both");
            if (dome.Facts.Closes)
                await Shut(cancel);
            if (dome.Facts.Parks)
                await time.Within("dome park", "Parking the dome", options.DomeLimit, dome.Park, cancel);
            return null;
        }
        catch (DeviceException e) when (!cancel.IsCancellationRequested)
        {
            return e;
        }
    }

    private Task Turn(double azimuth, CancellationToken cancel) =>
        time.Within("dome turn", FormattableString.Invariant($"Turning the dome to {azimuth:0}°"), options.DomeLimit, c => dome.Turn(azimuth, c), cancel);

    private async Task Shut(CancellationToken cancel)
    {
        DeviceException first;
        try
        {
            await Shut("Closing the dome", cancel);
            return;
        }
        catch (DeviceException e) when (!cancel.IsCancellationRequested)
        {
            first = e;
        }
        try
        {
            await Shut("Closing the dome again", cancel);
        }
        catch (DeviceException e) when (!cancel.IsCancellationRequested)
        {
            throw new DeviceException(dome.Name, $"is not known to be closed: {first.Message}; told again: {e.Message}", e);
        }
    }

    private async Task Shut(string what, CancellationToken cancel)
    {
        await time.Within("dome close", what, options.DomeLimit, dome.Close, cancel);
        if (await Look(cancel) is { Opening: not DomeOpening.Closed } state)
            throw new DeviceException(dome.Name, $"did not close: its shutter is {Word(state.Opening)}");
    }

    private async Task Arrive(SlitAim aim, CancellationToken cancel)
    {
        while (await dome.Look(cancel) is { } state && (state.Turning || !(aim.OffDegrees(state.AzimuthDegrees ?? double.NaN) <= slit.AllowedDegrees(aim))))
            await time.Pass(LookAgain, cancel);
    }

    private async Task<(SlitAim Now, SlitAim Soon)> Aim(CancellationToken cancel)
    {
        var at = await time.Within("mount position", "Asking the mount for its position", options.CommandLimit, mount.Position, cancel);
        var side = await time.Within("mount side", "Asking the mount for its side of the pier", options.CommandLimit, mount.PierSide, cancel);
        var now = time.GetUtcNow();
        return (Aim(now), Aim(now + Ahead));

        SlitAim Aim(DateTimeOffset instant) =>
            setup.Geometry.Aim(Sky.Horizontal(at, setup.Site, instant), setup.Site.LatitudeDegrees, side is null ? null : side == PierSide.West);
    }

    private Task<DomeState> Look(CancellationToken cancel) => time.Within("dome state", "Asking the dome how it is", options.CommandLimit, dome.Look, cancel);

    private static string Word(DomeOpening opening) => opening switch
    {
        DomeOpening.Open => "open",
        DomeOpening.Closed => "closed",
        DomeOpening.Moving => "moving",
        _ => "neither open nor closed",
    };
}
