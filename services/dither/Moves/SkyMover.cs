using Microsoft.Extensions.Options;
using Sync.Astro.Coordinates;
using Sync.Contracts;
using Sync.Devices;
using Sync.Dither.Patterns;

namespace Sync.Dither.Moves;

/// <summary>The mount and its guider: what each kind of move asks of them. Every wait has its own limit, and a failure names it.</summary>
internal sealed class SkyMover(IMount mount, IGuider guider, TimeProvider time, IOptions<DitherOptions> options)
{
    private readonly DitherOptions options = options.Value;
    private readonly Aim aim = new(mount, time, options.Value);
    private readonly Guiding guiding = new(mount, guider, time, options.Value);

    public IMount Mount => mount;

    public IGuider Guider => guider;

    /// <summary>Nothing is begun later in a move, so that it ends before the night gives it up.</summary>
    private DateTimeOffset Limit => time.GetUtcNow() + options.MoveLimit;

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
        Watch.ParkItself => StopAndPark(cancel),
        _ => throw new ArgumentException($"{order.GetType().Name} is no move.", nameof(order)),
    };

    /// <exception cref="DeviceException">it can't be connected; the message says why</exception>
    public Task ConnectMount(CancellationToken cancel) =>
        time.Within("mount connect", "Connecting the mount", options.CommandLimit, mount.Connect, cancel);

    /// <exception cref="DeviceException">it can't be connected; the message says why</exception>
    public Task ConnectGuider(CancellationToken cancel) => guiding.Connect(cancel);

    public async Task Disconnect()
    {
        await guider.DisposeAsync();
        await mount.DisposeAsync();
    }

    private async Task<Settlement> Make(Slew slew, CancellationToken cancel)
    {
        var until = Limit;
        await GetReady(slew.WhenUnsettled, cancel);
        var place = await aim.Of(slew, cancel);
        await Move("mount slew", $"The slew to {slew.Target}", c => mount.Slew(place, c), cancel);
        return slew.Guides ? await GuideThere(slew.WhenUnsettled, until, cancel) : new() { Side = await Side(cancel) };
    }

    /// <summary>A mount that is on that side already, after a flip that failed later on, is merely pointed again.</summary>
    private async Task<Settlement> Make(Flip flip, CancellationToken cancel)
    {
        var until = Limit;
        await GetReady(flip.WhenUnsettled, cancel);
        try
        {
            await Turn(flip, cancel);
        }
        catch (DeviceException e)
        {
            await StopTracking(e, cancel);
            throw;
        }
        return await GuideThere(flip.WhenUnsettled, until, cancel);
    }

    private async Task Turn(Flip flip, CancellationToken cancel)
    {
        var target = new Equatorial(flip.RightAscensionHours, flip.DeclinationDegrees);
        if (await Side(cancel) is { } side && side != flip.To)
            await Move("mount flip", "The flip", c => mount.Flip(target, c), cancel);
        else
            await Move("mount slew", $"The slew to {flip.Target}", c => mount.Slew(target, c), cancel);
        if (await Side(cancel) is { } now && now != flip.To)
            throw new DeviceException(mount.Name, $"did not flip: the telescopes are {(now == SideOfPier.West ? "west" : "east")} of the pier still");
    }

    /// <summary>A guider that is gone can't fight a slew; whether to go on without it is not decided here.</summary>
    private async Task GetReady(IReadOnlyList<GuidingRemedy> remedies, CancellationToken cancel)
    {
        await ConnectMount(cancel);
        if (await guiding.Stop(cancel) is { } failure && !remedies.Contains(GuidingRemedy.GoOn))
            throw failure;
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

    private async Task<Settlement> GuideThere(IReadOnlyList<GuidingRemedy> remedies, DateTimeOffset until, CancellationToken cancel)
    {
        var side = await Side(cancel);
        var settled = await guiding.Start(remedies, until, cancel);
        return settled with { Side = side };
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
        return await guiding.Shift(DitherPattern.Step(dither.Reached, dither.Number, dither.AmplitudeArcseconds), dither.WhenUnsettled, Limit, cancel);
    }

    /// <summary>Tracking is switched off also when the guider does not answer.</summary>
    private async Task<Settlement> Rest(CancellationToken cancel)
    {
        var guiderFailure = await guiding.Stop(cancel);
        await ConnectMount(cancel);
        await time.Within("mount tracking off", "Switching tracking off", options.CommandLimit, c => mount.SetTracking(false, c), cancel);
        return guiderFailure is null ? default : throw guiderFailure;
    }

    /// <summary>The mount is parked also when the guider does not answer.</summary>
    private async Task<Settlement> Park(CancellationToken cancel)
    {
        var guiderFailure = await guiding.Stop(cancel);
        await ConnectMount(cancel);
        await time.Within("mount park", "Parking", options.ParkLimit, mount.Park, cancel);
        return guiderFailure is null ? default : throw guiderFailure;
    }

    /// <summary>A mount that can't park has at least stopped.</summary>
    private async Task<Settlement> StopAndPark(CancellationToken cancel)
    {
        try
        {
            await Rest(cancel);
        }
        catch (DeviceException) when (!cancel.IsCancellationRequested)
        {
            // parking says what is wrong
        }
        return await Park(cancel);
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
