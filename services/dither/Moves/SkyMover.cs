using Microsoft.Extensions.Options;
using Sync.Astro.Coordinates;
using Sync.Contracts;
using Sync.Devices;
using Sync.Dither.Patterns;

namespace Sync.Dither.Moves;

/// <summary>The mount and its guider: what each kind of move asks of them. Every wait has its own limit, and a failure names it.</summary>
internal sealed class SkyMover(IMount mount, IGuider guider, TimeProvider time, IOptions<DitherOptions> options)
{
    private const int SilentFrames = 3;
    private readonly DitherOptions options = options.Value;

    public IMount Mount => mount;

    public IGuider Guider => guider;

    private Settle Settle => new(options.SettlePixels, options.SettleTime, options.SettleTimeout);

    private TimeSpan SettleLimit => options.SettleTimeout + (SilentFrames * options.GuideExposure);

    /// <param name="order">one of the messages that order a move</param>
    /// <param name="cancel">the process is being stopped</param>
    /// <exception cref="DeviceException">the move failed; the message says where and why</exception>
    public Task<Settlement> Make(object order, CancellationToken cancel) => order switch
    {
        Slew slew => Make(slew, cancel),
        Flip flip => Make(flip, cancel),
        Contracts.Dither dither => Make(dither, cancel),
        Contracts.Rest => Rest(cancel),
        Contracts.Park => Park(cancel),
        _ => throw new ArgumentException($"{order.GetType().Name} is no move.", nameof(order)),
    };

    /// <exception cref="DeviceException">it can't be connected; the message says why</exception>
    public Task ConnectMount(CancellationToken cancel) =>
        time.Within("mount connect", "Connecting the mount", options.CommandLimit, mount.Connect, cancel);

    /// <exception cref="DeviceException">it can't be connected; the message says why</exception>
    public Task ConnectGuider(CancellationToken cancel) =>
        time.Within("guider connect", "Connecting the guider", options.CommandLimit, guider.Connect, cancel);

    public async Task Disconnect()
    {
        await guider.DisposeAsync();
        await mount.DisposeAsync();
    }

    private async Task<Settlement> Make(Slew slew, CancellationToken cancel)
    {
        await GetReady(cancel);
        var target = new Equatorial(slew.RightAscensionHours, slew.DeclinationDegrees);
        await Move("mount slew", $"The slew to {slew.Target}", c => mount.Slew(target, c), cancel);
        return await GuideThere(cancel);
    }

    /// <summary>A mount that is on that side already, after a flip that failed later on, is merely pointed again.</summary>
    private async Task<Settlement> Make(Flip flip, CancellationToken cancel)
    {
        await GetReady(cancel);
        var target = new Equatorial(flip.RightAscensionHours, flip.DeclinationDegrees);
        try
        {
            if (await Side(cancel) is { } side && side != flip.To)
                await Move("mount flip", "The flip", c => mount.Flip(target, c), cancel);
            else
                await Move("mount slew", $"The slew to {flip.Target}", c => mount.Slew(target, c), cancel);
            if (await Side(cancel) is { } now && now != flip.To)
                throw new DeviceException(mount.Name, $"did not flip: the telescopes are {(now == SideOfPier.West ? "west" : "east")} of the pier still");
        }
        catch (DeviceException e)
        {
            await StopTracking(e, cancel);
            throw;
        }
        return await GuideThere(cancel);
    }

    private async Task GetReady(CancellationToken cancel)
    {
        await ConnectMount(cancel);
        await ConnectGuider(cancel);
        await time.Within("guider stop", "Stopping the guider", options.CommandLimit, guider.Stop, cancel);
    }

    private async Task Move(string call, string what, Func<CancellationToken, Task> verb, CancellationToken cancel)
    {
        try
        {
            await time.Within(call, what, options.SlewLimit, verb, cancel);
        }
        catch (DeviceException e)
        {
            await StopMount(e, cancel);
            throw;
        }
    }

    private async Task<Settlement> GuideThere(CancellationToken cancel)
    {
        var side = await Side(cancel);
        return Settlement.Of(await Guide(cancel)) with { Side = side };
    }

    private async Task<SideOfPier?> Side(CancellationToken cancel) =>
        await time.Within("mount side", "Asking the mount for its side of the pier", options.CommandLimit, mount.PierSide, cancel) switch
        {
            PierSide.East => SideOfPier.East,
            PierSide.West => SideOfPier.West,
            _ => null,
        };

    private async Task<Settlement> Make(Contracts.Dither dither, CancellationToken cancel)
    {
        await ConnectMount(cancel);
        await ConnectGuider(cancel);
        var by = DitherPattern.Step(dither.Number, dither.AmplitudeArcseconds);
        var settled = await Shift(by, cancel);
        return Settlement.Of(settled) with { ShiftArcseconds = by.Arcseconds, ShiftPixels = by.Arcseconds / guider.PixelArcseconds };
    }

    /// <summary>A guider that lost its star over a dither mostly finds one when it is started again.</summary>
    private async Task<SettleResult> Shift(SkyOffset by, CancellationToken cancel)
    {
        try
        {
            return await time.Within("guider dither", "Settling after the dither", SettleLimit, c => guider.Dither(by, Settle, c), cancel);
        }
        catch (DeviceException first)
        {
            try
            {
                return await Guide(cancel);
            }
            catch (DeviceException second)
            {
                throw new DeviceException(guider.Name, $"{first.Message} Guiding was started again, and failed too: {second.Message}", second);
            }
        }
    }

    /// <summary>Tracking is switched off also when the guider does not answer.</summary>
    private async Task<Settlement> Rest(CancellationToken cancel)
    {
        var guiderFailure = await StopGuider(cancel);
        await ConnectMount(cancel);
        await time.Within("mount tracking off", "Switching tracking off", options.CommandLimit, c => mount.SetTracking(false, c), cancel);
        return guiderFailure is null ? default : throw guiderFailure;
    }

    /// <summary>The mount is parked also when the guider does not answer.</summary>
    private async Task<Settlement> Park(CancellationToken cancel)
    {
        var guiderFailure = await StopGuider(cancel);
        await ConnectMount(cancel);
        await time.Within("mount park", "Parking", options.ParkLimit, mount.Park, cancel);
        return guiderFailure is null ? default : throw guiderFailure;
    }

    private async Task<SettleResult> Guide(CancellationToken cancel)
    {
        if (await Side(cancel) is { } side)
            await time.Within("guider side", "Turning the guider's calibration", options.CommandLimit, c => guider.OnSide(side == SideOfPier.East ? PierSide.East : PierSide.West, c), cancel);
        return await time.Within("guider start", "Starting to guide", options.CalibrationLimit + SettleLimit, c => guider.Start(Settle, c), cancel);
    }

    private async Task<DeviceException?> StopGuider(CancellationToken cancel)
    {
        try
        {
            await ConnectGuider(cancel);
            await time.Within("guider stop", "Stopping the guider", options.CommandLimit, guider.Stop, cancel);
            return null;
        }
        catch (DeviceException e)
        {
            return e;
        }
    }

    /// <summary>A mount that has not flipped would track into its pier.</summary>
    private async Task StopTracking(DeviceException why, CancellationToken cancel)
    {
        try
        {
            await time.Within("mount tracking off", "Switching tracking off", options.CommandLimit, c => mount.SetTracking(false, c), cancel);
        }
        catch (DeviceException e)
        {
            throw new DeviceException(mount.Name, $"{why.Message} It tracks on: {e.Message}", e);
        }
    }

    private async Task StopMount(DeviceException why, CancellationToken cancel)
    {
        try
        {
            await time.Within("mount stop", "Stopping the mount", options.CommandLimit, mount.Stop, cancel);
        }
        catch (DeviceException e)
        {
            throw new DeviceException(mount.Name, $"{why.Message} It could not be stopped either: {e.Message}", e);
        }
    }
}
