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
        Contracts.Dither dither => Make(dither, cancel),
        Contracts.Rest => Rest(cancel),
        Contracts.Park => Park(cancel),
        _ => throw new ArgumentException($"{order.GetType().Name} is no move.", nameof(order)),
    };

    /// <exception cref="DeviceException">it can't be connected; the message says why</exception>
    public Task ConnectMount(CancellationToken cancel) =>
        Within("mount connect", "Connecting the mount", options.CommandLimit, mount.Connect, cancel);

    /// <exception cref="DeviceException">it can't be connected; the message says why</exception>
    public Task ConnectGuider(CancellationToken cancel) =>
        Within("guider connect", "Connecting the guider", options.CommandLimit, guider.Connect, cancel);

    public async Task Disconnect()
    {
        await guider.DisposeAsync();
        await mount.DisposeAsync();
    }

    private async Task<Settlement> Make(Slew slew, CancellationToken cancel)
    {
        await ConnectMount(cancel);
        await ConnectGuider(cancel);
        await Within("guider stop", "Stopping the guider", options.CommandLimit, guider.Stop, cancel);
        var target = new Equatorial(slew.RightAscensionHours, slew.DeclinationDegrees);
        try
        {
            await Within("mount slew", $"The slew to {slew.Target}", options.SlewLimit, c => mount.Slew(target, c), cancel);
        }
        catch (DeviceException e)
        {
            await StopMount(e, cancel);
            throw;
        }
        return Settlement.Of(await Guide(cancel));
    }

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
            return await Within("guider dither", "Settling after the dither", SettleLimit, c => guider.Dither(by, Settle, c), cancel);
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
        await Within("mount tracking off", "Switching tracking off", options.CommandLimit, c => mount.SetTracking(false, c), cancel);
        return guiderFailure is null ? default : throw guiderFailure;
    }

    /// <summary>The mount is parked also when the guider does not answer.</summary>
    private async Task<Settlement> Park(CancellationToken cancel)
    {
        var guiderFailure = await StopGuider(cancel);
        await ConnectMount(cancel);
        await Within("mount park", "Parking", options.ParkLimit, mount.Park, cancel);
        return guiderFailure is null ? default : throw guiderFailure;
    }

    private Task<SettleResult> Guide(CancellationToken cancel) =>
        Within("guider start", "Starting to guide", options.CalibrationLimit + SettleLimit, c => guider.Start(Settle, c), cancel);

    private async Task<DeviceException?> StopGuider(CancellationToken cancel)
    {
        try
        {
            await ConnectGuider(cancel);
            await Within("guider stop", "Stopping the guider", options.CommandLimit, guider.Stop, cancel);
            return null;
        }
        catch (DeviceException e)
        {
            return e;
        }
    }

    private async Task StopMount(DeviceException why, CancellationToken cancel)
    {
        try
        {
            await Within("mount stop", "Stopping the mount", options.CommandLimit, mount.Stop, cancel);
        }
        catch (DeviceException e)
        {
            throw new DeviceException(mount.Name, $"{why.Message} It could not be stopped either: {e.Message}", e);
        }
    }

    private Task Within(string call, string what, TimeSpan limit, Func<CancellationToken, Task> verb, CancellationToken cancel) =>
        Within(call, what, limit, async c =>
        {
            await verb(c);
            return true;
        }, cancel);

    /// <summary>Turns whatever a device does wrong into one sentence that names what was waited for; traces know it by the name of the call.</summary>
    private async Task<T> Within<T>(string call, string what, TimeSpan limit, Func<CancellationToken, Task<T>> verb, CancellationToken cancel)
    {
        using var span = DitherSpans.Call(call);
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            return await verb(either.Token);
        }
        catch (Exception e)
        {
            var failure = cancel.IsCancellationRequested ? e : Failure(what, limit, clock.IsCancellationRequested, e);
            span.Fail(failure.Message);
            if (failure == e)
                throw;
            throw failure;
        }
    }

    private static Exception Failure(string what, TimeSpan limit, bool overdue, Exception e) =>
        overdue ? new DeviceException(what, $"did not end within its limit of {limit.TotalSeconds:0} s.", e)
        : e is DeviceException ? e
        : new DeviceException(what, $"failed: {e.Message}", e);
}
