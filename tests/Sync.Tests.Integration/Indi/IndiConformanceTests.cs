using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Devices.Stations;
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

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiRotatorConformanceTests(IndiServer server) : RotatorConformance
{
    protected override TimeProvider Clock => IndiServer.Time;

    protected override IRotator Rotator() => new IndiRotator(server.Address, "Rotator A", Clock);
}

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiWeatherConformanceTests(IndiServer server) : WeatherStationConformance
{
    protected override TimeProvider Clock => IndiServer.Time;

    protected override IWeatherStation Station() => new IndiWeather(server.Address, "Weather A", Clock);

    [Fact]
    public Task A_storm_is_the_stations_own_alarm_and_passes_the_limit() => Rehearsal.Do(async () =>
    {
        await server.Set("Weather A", "WEATHER_CONTROL", ("Wind", 45));
        await using (var monitor = new WeatherMonitor(Station(), new() { WindMetresPerSecond = 12 }, TimeSpan.FromMinutes(2), Clock))
        {
            await monitor.Connect(default);
            Assert.Equal("Wind (kph) is beyond the limits of Weather A itself; wind is 12.5 m/s, 0.5 m/s over the limit of 12", (await monitor.Watch(null, default)).Reason);
        }
        await server.Set("Weather A", "WEATHER_CONTROL", ("Wind", 0));
    });
}

/// <summary>It turns by 10° a second, and parks with its shutter closed.</summary>
[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiDomeConformanceTests(IndiServer server) : DomeConformance
{
    protected override TimeProvider Clock => IndiServer.Time;

    protected override IDome Dome() => new IndiDome(server.Address, "Dome A", Clock);
}

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiRoofConformanceTests(IndiServer server) : DomeConformance
{
    protected override TimeProvider Clock => IndiServer.Time;

    protected override IDome Dome() => new IndiDome(server.Address, "Roof A", Clock);
}
