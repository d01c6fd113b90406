using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;
using Sync.Tests.Devices.Simulated;

namespace Sync.Tests.Devices.Alpaca.Served;

/// <summary>An Alpaca server with a simulated rig behind it, in simulated time.</summary>
internal sealed class SimulatedAlpaca
{
    private readonly Dictionary<string, ServedDevice> devices;
    private readonly AlpacaServer server;

    public SimulatedAlpaca()
    {
        World = new SimulatedWorld(Time, 1, null);
        devices = new()
        {
            ["camera"] = new ServedCamera(Plugged(new SimulatedCamera(World, "esprit", SimulatedRigStage.Esprit with { WidthPixels = 160, HeightPixels = 120 })), Time),
            ["telescope"] = new ServedMount(Plugged(new SimulatedMount(World, "rig.mount", SimulatedRigStage.Site)), World),
            ["filterwheel"] = new ServedWheel(Plugged(new SimulatedFilterWheel(World, "esprit.wheel", ["L", "R", "G", "B", "Ha"])), Time),
            ["focuser"] = new ServedFocuser(Plugged(new SimulatedFocuser(World, "esprit.focuser", new())), Time),
            ["rotator"] = new ServedRotator(Plugged(new SimulatedRotator(World, "esprit.rotator")), Time),
            ["dome"] = new ServedDome(Plugged(new SimulatedDome(World, SimulatedDomeTests.Turning)), Time),
            ["covercalibrator"] = new ServedCover(Plugged(new SimulatedCover(World, "esprit.cover")), Time),
            ["safetymonitor"] = new ServedSafetyMonitor(Plugged(new SimulatedSafetyMonitor(World, "rig.safety")), Time),
            ["observingconditions"] = new ServedWeather(Time),
        };
        server = new AlpacaServer(asked => devices.TryGetValue(asked.Type, out var device)
            ? device.Answer(asked)
            : AlpacaReply.Json("\"no such device\"", 400));
    }

    public SimulatedTime Time { get; } = new(Rehearsal.Evening);

    public SimulatedWorld World { get; }

    public DeviceAddress Address => server.Address;

    public async Task Stop()
    {
        Time.Dispose();
        await server.DisposeAsync();
    }

    private static T Plugged<T>(T device)
        where T : IDevice
    {
        device.Connect(default).GetAwaiter().GetResult();
        return device;
    }
}
