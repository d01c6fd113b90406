using Sync.Devices;

namespace Sync.Tests.CameraAgent;

/// <summary>A focuser that moves at once, and remembers where it went and whether it ever moved under an open shutter.</summary>
internal sealed class ScriptedFocuser : IFocuser
{
    private int position = 5000;

    public string Name => "scripted focuser";

    public int Position
    {
        get => IsDead ? throw new DeviceException(Name, "the driver went away") : position;
        set => position = value;
    }

    /// <summary>Nothing is known of it any more.</summary>
    public bool IsDead { get; set; }

    public int HighestPosition => 10_000;

    public double? Temperature { get; set; } = 8;

    public List<int> Moves { get; } = [];

    public bool MovedUnderOpenShutter { get; private set; }

    /// <summary>The camera that hangs on it.</summary>
    public ScriptedCamera? Camera { get; set; }

    /// <summary>Thrown by the next motion.</summary>
    public string? Fails { get; set; }

    public Task Connect(CancellationToken cancel) => Task.CompletedTask;

    public Task Move(int position, CancellationToken cancel)
    {
        if (Fails is { } why)
            return Task.FromException(new DeviceException(Name, why));
        MovedUnderOpenShutter |= Camera!.IsOpen;
        Moves.Add(position);
        Position = position;
        return Task.CompletedTask;
    }

    public Task<double?> Celsius(CancellationToken cancel) => Task.FromResult(Temperature);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
