using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Tests.Devices;

namespace Sync.Tests.Integration.Indi;

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiCameraConformanceTests(IndiServer server) : CameraConformance
{
    protected override TimeProvider Clock => IndiServer.Time;

    protected override ICamera Camera() => new IndiCamera(server.Address, "Camera A", Clock, new IndiSnoop("Mount", "Wheel A"));
}

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiFilterWheelConformanceTests(IndiServer server) : FilterWheelConformance
{
    protected override TimeProvider Clock => IndiServer.Time;

    protected override IFilterWheel Wheel() => new IndiFilterWheel(server.Address, "Wheel A", Clock);
}

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiPanelConformanceTests(IndiServer server) : CoverConformance
{
    protected override TimeProvider Clock => IndiServer.Time;

    protected override bool Moves => false;

    protected override ICover Cover() => new IndiCover(server.Address, "Panel A", Clock);
}

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiMountConformanceTests(IndiServer server) : MountConformance
{
    protected override TimeProvider Clock => IndiServer.Time;

    protected override Equatorial Target => IndiServer.InTheWest;

    protected override IMount Mount() => new IndiMount(server.Address, "Mount", Clock);
}
