using Sync.Clock;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>What all simulated devices have in common: a name, a plug, and a world.</summary>
public abstract class SimulatedDevice : IDevice
{
    private bool connected;

    private protected SimulatedDevice(SimulatedWorld world, string name) => (World, Name) = (world, name);

    public string Name { get; }

    private protected SimulatedWorld World { get; }

    private protected DateTimeOffset Now => World.Now;

    public Task Connect(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        connected = true;
        return Task.CompletedTask;
    }

    /// <summary>Lets go of the device. The hardware goes on with what it does.</summary>
    public ValueTask DisposeAsync()
    {
        connected = false;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected void RequireConnected(string asked)
    {
        if (!connected)
            throw Trouble($"not connected, so it can't {asked}");
    }

    private protected DeviceException Trouble(string what) => new(Name, what);

    /// <summary>Timers of a real clock may fire a little early; the hardware doesn't.</summary>
    private protected async Task PassUntil(DateTimeOffset instant, CancellationToken cancel)
    {
        while (Now < instant)
            await World.Time.Pass(instant - Now, cancel);
    }
}
