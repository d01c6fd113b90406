namespace Sync.Devices.Alpaca;

/// <summary>
/// A rotator behind an Alpaca server, by its own marks (mechanicalposition): the position that others sync does not count. Drivers
/// older than IRotatorV3 have only one position.
/// </summary>
public sealed class AlpacaRotator(DeviceAddress address, string device, TimeProvider time) : IRotator
{
    private const int ConnectFrom = 4;
    private const int MechanicalFrom = 3;
    private const double Near = 0.1;
    private const double Same = 0.005;
    private static readonly TimeSpan TurnLimit = TimeSpan.FromMinutes(5);
    private readonly AlpacaLine line = new(address, "rotator", device, time);
    private string told = "mechanicalposition";
    private string moved = "movemechanical";
    private double tolerance = Near;

    public string Name => line.Name;

    public double Degrees { get; private set; }

    public double LowestDegrees => 0;

    public double HighestDegrees => 360;

    public async Task Connect(CancellationToken cancel)
    {
        var version = await AlpacaPlug.Connect(line, ConnectFrom, cancel);
        (told, moved) = version >= MechanicalFrom ? ("mechanicalposition", "movemechanical") : ("position", "moveabsolute");
        tolerance = Math.Max(Near, (await line.Ask("stepsize", cancel))?.Number() ?? 0);
        await Look(cancel);
    }

    /// <summary>Others than it allows are refused here: many drivers just take them.</summary>
    public async Task Turn(double degrees, CancellationToken cancel)
    {
        if (!(degrees >= LowestDegrees && degrees <= HighestDegrees))
            throw new DeviceException(Name, FormattableString.Invariant($"can't turn to {degrees:0.##}°; {LowestDegrees}° to {HighestDegrees}° is allowed"));
        try
        {
            if (IsAt(await Look(cancel), degrees, Same) && !await line.Is("ismoving", cancel))
                return;
            await Go(degrees, cancel);
        }
        catch (OperationCanceledException)
        {
            await AlpacaMotion.Stop(line, "halt", "ismoving", TurnLimit);
            await Look(CancellationToken.None);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Go(double degrees, CancellationToken cancel)
    {
        await line.Put(moved, TurnLimit, cancel, ("Position", degrees % HighestDegrees));
        var arrived = await AlpacaMotion.End(line, (FormattableString.Invariant($"turn to {degrees:0.##}°"), TurnLimit), AlpacaMotion.Grace, Turns,
            async c => IsAt(await Look(c), degrees, tolerance), cancel);
        if (!arrived)
            throw new DeviceException(Name, FormattableString.Invariant($"stopped at {Degrees:0.##}° on the way to {degrees:0.##}°"));
    }

    private async Task<bool> Turns(CancellationToken cancel)
    {
        if (!await line.Is("ismoving", cancel))
            return false;
        await Look(cancel);
        return true;
    }

    private async Task<double> Look(CancellationToken cancel) => Degrees = (await line.Get(told, cancel)).Within(-360, 360);

    /// <summary>360 is 0.</summary>
    private static bool IsAt(double now, double degrees, double within) => Math.Abs(Math.IEEERemainder(now - degrees, 360)) <= within;
}
