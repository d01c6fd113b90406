using Sync.Devices;
using Sync.Devices.Simulated;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedSafetyMonitorTests : SafetyMonitorConformance
{
    private readonly SimulatedRigStage stage = new();

    protected override TimeProvider Clock => stage.Time;

    protected override ISafetyMonitor Monitor() => new SimulatedSafetyMonitor(stage.World, "rig.safety");
}

public sealed class SimulatedRotatorConformanceTests : RotatorConformance
{
    private readonly SimulatedRigStage stage = new();

    protected override TimeProvider Clock => stage.Time;

    protected override IRotator Rotator() => new SimulatedRotator(stage.World, "esprit.rotator");
}
