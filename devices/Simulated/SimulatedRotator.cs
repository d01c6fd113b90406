using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>A rotator that turns evenly between its two ends, and remembers where it stands. At 0 the camera is as the rig's file says.</summary>
public sealed class SimulatedRotator(SimulatedWorld world, string name) : SimulatedDevice(world, name), IRotator
{
    private const double DegreesPerSecond = 5;
    private readonly SemaphoreSlim motor = new(1);

    public double Degrees => World.Newest<RotatorTurned>(Name, Now)?.DegreesAt(Now) ?? 0;

    public double LowestDegrees => -180;

    public double HighestDegrees => 180;

    public async Task Turn(double degrees, CancellationToken cancel)
    {
        RequireConnected("turn");
        if (!(degrees >= LowestDegrees && degrees <= HighestDegrees))
            throw Trouble(FormattableString.Invariant($"can't turn to {degrees:0.##}°; {LowestDegrees}° to {HighestDegrees}° is allowed"));
        if (!motor.Wait(TimeSpan.Zero, CancellationToken.None))
            throw Trouble("it is turning already");
        try
        {
            var from = Degrees;
            if (degrees == from)
                return;
            var turned = new RotatorTurned(Name, Now, from, degrees, Math.Abs(degrees - from) / DegreesPerSecond);
            World.Write(turned);
            await Passed(turned, cancel);
        }
        finally
        {
            motor.Release();
        }
    }

    private async Task Passed(RotatorTurned turned, CancellationToken cancel)
    {
        try
        {
            await PassUntil(turned.Ends, cancel);
        }
        catch (OperationCanceledException)
        {
            World.Write(turned with { At = Now, From = turned.DegreesAt(Now), To = turned.DegreesAt(Now), Seconds = 0 });
            throw;
        }
    }
}
