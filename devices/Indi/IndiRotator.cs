namespace Sync.Devices.Indi;

/// <summary>A rotator behind an INDI server.</summary>
public sealed class IndiRotator(DeviceAddress address, string device, TimeProvider time) : IRotator
{
    private const string Absolute = "ABS_ROTATOR_ANGLE";
    private const string Value = "ANGLE";
    private const double Near = 0.1;
    private static readonly TimeSpan TurnLimit = TimeSpan.FromMinutes(5);
    private readonly IndiConnection line = new(address, device, time);

    public string Name => device;

    public double Degrees => IndiReading.Within(line, Absolute, Value, -360, 360);

    public double LowestDegrees => 0;

    public double HighestDegrees => 360;

    public Task Connect(CancellationToken cancel) => IndiPlug.Connect(line, cancel, Absolute);

    public async Task Turn(double degrees, CancellationToken cancel)
    {
        if (!(degrees >= LowestDegrees && degrees <= HighestDegrees))
            throw new DeviceException(device, FormattableString.Invariant($"can't turn to {degrees:0.##}°; {LowestDegrees}° to {HighestDegrees}° is allowed"));
        if (IsAt(Degrees, degrees) && line.Need(Absolute).State != IndiState.Busy)
            return;
        try
        {
            await IndiMotion.Run(line, IndiRequest.Number(device, Absolute, (Value, degrees)),
                v => v.State == IndiState.Busy || IsAt(v.Number(Value), degrees), TurnLimit, FormattableString.Invariant($"turn to {degrees:0.##}°"), cancel);
        }
        catch (OperationCanceledException)
        {
            await Stop();
            throw;
        }
        if (!IsAt(Degrees, degrees))
            throw new DeviceException(device, FormattableString.Invariant($"stopped at {Degrees:0.##}° on the way to {degrees:0.##}°"));
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task Stop()
    {
        if (line.Find("ROTATOR_ABORT_MOTION") is not null)
            await line.Send(IndiRequest.Switch(device, "ROTATOR_ABORT_MOTION", "ABORT"), CancellationToken.None);
        await line.WaitFor(Absolute, v => v.State != IndiState.Busy, TurnLimit, "end of the motion", CancellationToken.None);
    }

    /// <summary>360 is 0.</summary>
    private static bool IsAt(double now, double degrees) => Math.Abs(Math.IEEERemainder(now - degrees, 360)) < Near;
}
