using System.Globalization;
using Sync.Contracts;
using Sync.Devices;
using Sync.Dither.Moves;

namespace Sync.Dither.Checks;

/// <summary>Connects mount, guider and dome, and says what they are. Nothing is moved.</summary>
internal sealed class SkyFindings(SkyMover sky, TimeProvider time)
{
    /// <summary>A move tells by itself how it ended, and is not disturbed.</summary>
    public static readonly CheckItem Busy = Item("mount", CheckOutcome.Good, "A move is under way, or another check; mount and guider were not disturbed.");

    /// <param name="within">how long to wait for all of them together</param>
    /// <param name="stop">a move wants the devices, or the process ends</param>
    /// <exception cref="OperationCanceledException">only when stopped</exception>
    public async Task<IReadOnlyList<CheckItem>> All(TimeSpan within, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        var mount = await Try("mount", Mount, within, either.Token, stop);
        var guider = await Try("guider", Guider, within, either.Token, stop);
        return sky.Dome is null ? [mount, guider] : [mount, guider, await Try("dome", Dome, within, either.Token, stop)];
    }

    public static CheckItem Item(string subject, CheckOutcome outcome, string finding) =>
        new() { Where = Senders.Dither, Subject = subject, Outcome = outcome, Finding = finding };

    private async Task<string> Mount(CancellationToken cancel)
    {
        await sky.ConnectMount(cancel);
        var at = await sky.Mount.Position(cancel);
        var side = await sky.Mount.PierSide(cancel) switch
        {
            PierSide.East => ", telescopes east of the pier",
            PierSide.West => ", telescopes west of the pier",
            _ => "",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sky.Mount.Name} is connected and points at {at.RightAscensionHours:0.00} h {at.DeclinationDegrees:+0.0;-0.0;0.0}°{side}.");
    }

    private async Task<string> Guider(CancellationToken cancel)
    {
        await sky.ConnectGuider(cancel);
        return $"{sky.Guider.Name} is connected.";
    }

    private async Task<string> Dome(CancellationToken cancel)
    {
        await sky.Dome!.Connect(cancel);
        var state = await sky.Dome.Dome.Look(cancel);
        var opening = state.Opening switch
        {
            DomeOpening.Closed => "closed",
            DomeOpening.Open => "open",
            DomeOpening.Moving => "moving",
            _ => throw new DeviceException(sky.Dome.Dome.Name, "is neither open nor closed, or can't tell"),
        };
        var slit = state.AzimuthDegrees is { } azimuth ? FormattableString.Invariant($", its slit at {azimuth:0}°") : "";
        return $"{sky.Dome.Dome.Name} is connected and {opening}{slit}{(state.FollowsMount ? "; it follows the mount by itself" : "")}.";
    }

    private static async Task<CheckItem> Try(string subject, Func<CancellationToken, Task<string>> look, TimeSpan within, CancellationToken cancel, CancellationToken stop)
    {
        try
        {
            return Item(subject, CheckOutcome.Good, await look(cancel));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Item(subject, CheckOutcome.Bad, $"The {subject} had not answered after {within.TotalSeconds:0} s; see that it is switched on and its driver runs.");
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return Item(subject, CheckOutcome.Bad, $"{e.Message.TrimEnd('.')}; see that it is switched on and its driver runs.");
        }
    }
}
