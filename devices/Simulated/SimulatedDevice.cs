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

    public async Task Connect(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await Answer(cancel);
        connected = true;
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
        if (World.OutageOf(Name, Now) is { Silent: false })
            throw Trouble($"it does not work, so it can't {asked}");
    }

    private protected DeviceException Trouble(string what) => new(Name, what);

    /// <summary>Timers of a real clock may fire a little early; the hardware doesn't.</summary>
    private protected async Task PassUntil(DateTimeOffset instant, CancellationToken cancel)
    {
        while (Now < instant)
            await World.Time.Pass(instant - Now, cancel);
        await Answer(cancel);
    }

    /// <summary>Returns when it can be spoken to.</summary>
    private protected async Task Answer(CancellationToken cancel)
    {
        while (World.OutageOf(Name, Now) is { } outage)
        {
            if (!outage.Silent)
                throw Trouble("it does not work any more");
            await World.Time.Pass(outage.Until - Now, cancel);
        }
    }
}
