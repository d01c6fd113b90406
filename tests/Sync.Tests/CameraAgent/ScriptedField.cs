using Sync.Devices;

namespace Sync.Tests.CameraAgent;

/// <summary>A field that lies at an angle and a rotator that turns it at once, solved as the test wants.</summary>
internal sealed class ScriptedField : IRotator, IPlateSolver
{
    public string Name => "scripted rotator";

    /// <summary>With the rotator at 0.</summary>
    public double Angle { get; set; }

    public bool HasRotator { get; set; } = true;

    public double Degrees { get; private set; } = 100;

    public double LowestDegrees => 0;

    public double HighestDegrees => 360;

    public List<double> Turns { get; } = [];

    public List<Plate> Plates { get; } = [];

    public bool TurnedUnderOpenShutter { get; private set; }

    /// <summary>The camera that hangs on it.</summary>
    public ScriptedCamera? Camera { get; set; }

    /// <summary>By how much more than an arc minute the middle of its frames is north of where it should be.</summary>
    public double AwayArcseconds { get; set; }

    /// <summary>Nothing is solved before it ends.</summary>
    public Task Holds { get; set; } = Task.CompletedTask;

    /// <summary>Why the next frame is not solved; null when it is.</summary>
    public Queue<string> Unsolved { get; } = [];

    /// <summary>Thrown by each turn.</summary>
    public string? Sticks { get; set; }

    public Task Connect(CancellationToken cancel) => Task.CompletedTask;

    public Task Turn(double degrees, CancellationToken cancel)
    {
        if (Sticks is { } why)
            return Task.FromException(new DeviceException(Name, why));
        TurnedUnderOpenShutter |= Camera!.IsOpen;
        Turns.Add(degrees);
        Degrees = degrees;
        return Task.CompletedTask;
    }

    public async Task<PlateSolution> Solve(Plate plate, CancellationToken cancel)
    {
        Plates.Add(plate);
        await Holds.WaitAsync(cancel);
        var centre = plate.Near with { DeclinationDegrees = plate.Near.DeclinationDegrees + ((60 + AwayArcseconds) / 3600) };
        return Unsolved.TryDequeue(out var why) ? throw new PlateException(why) : new PlateSolution(centre, (Angle + Degrees) % 360, 4);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
