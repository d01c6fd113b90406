using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>
/// A dome that turns by 4° a second, or a roof. Either takes 30 s to open or to close, and remembers how it was left; closed at first, its
/// slit in the north, where it parks.
/// </summary>
public sealed class SimulatedDome(SimulatedWorld world, SimulatedDomeOptions options) : SimulatedDevice(world, options.Name), IDome
{
    private const double ShutterSeconds = 30;
    private const double DegreesPerSecond = 4;

    public DomeFacts Facts => new(Closes: true, Turns, Parks: Turns);

    private bool Turns => options.Geometry is not null;

    private SlitMoved? Moved => World.Newest<SlitMoved>(Name, Now);

    private DomeTurned? Turned => World.Newest<DomeTurned>(Name, Now);

    public Task<DomeState> Look(CancellationToken cancel)
    {
        RequireConnected("tell how it is");
        var opening = Moved is not { } moved ? DomeOpening.Closed : Now < moved.Ends ? DomeOpening.Moving : moved.Open ? DomeOpening.Open : DomeOpening.Closed;
        return Task.FromResult(new DomeState(opening, Turns ? Turned?.DegreesAt(Now) ?? 0 : null, Now < Turned?.Ends, FollowsMount: false));
    }

    public Task Open(CancellationToken cancel) => Move(open: true, cancel);

    public Task Close(CancellationToken cancel) => Move(open: false, cancel);

    public async Task Turn(double azimuthDegrees, CancellationToken cancel)
    {
        RequireConnected("turn");
        if (!Turns)
            throw Trouble("is a roof; it does not turn");
        if (!(azimuthDegrees >= 0 && azimuthDegrees <= 360))
            throw Trouble(FormattableString.Invariant($"can't turn to {azimuthDegrees:0.##}°; 0° to 360° is allowed"));
        var turned = Begin(azimuthDegrees % 360);
        try
        {
            await PassUntil(turned.Ends, cancel);
        }
        catch (OperationCanceledException)
        {
            Stop(turned);
            throw;
        }
    }

    public Task Park(CancellationToken cancel) => Turns ? Turn(0, cancel) : Task.CompletedTask;

    /// <summary>One that turns already goes elsewhere from where it is.</summary>
    private DomeTurned Begin(double degrees)
    {
        var from = Turned?.DegreesAt(Now) ?? 0;
        var by = Math.IEEERemainder(degrees - from, 360);
        var turned = new DomeTurned(Name, Now, from, degrees, by, Math.Abs(by) / DegreesPerSecond);
        if (by != 0)
            World.Write(turned);
        return turned;
    }

    private void Stop(DomeTurned turned)
    {
        if (Now >= turned.Ends)
            return;
        var at = turned.DegreesAt(Now);
        World.Write(new DomeTurned(Name, Now, at, at, 0, 0));
    }

    private async Task Move(bool open, CancellationToken cancel)
    {
        RequireConnected(open ? "open" : "close");
        if (Moved is { } before)
            await PassUntil(before.Ends, cancel);
        if ((Moved?.Open ?? false) == open)
            return;
        var moved = new SlitMoved(Name, Now, open, ShutterSeconds);
        World.Write(moved);
        await PassUntil(moved.Ends, cancel);
    }
}
