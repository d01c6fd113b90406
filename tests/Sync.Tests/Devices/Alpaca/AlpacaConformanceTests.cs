using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Devices.Rig;
using Sync.Devices.Stations;

namespace Sync.Tests.Devices.Alpaca;

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaCameraConformanceTests : CameraConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override ICamera Camera() => new AlpacaCamera(server.Address, "0", Clock);
}

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaFilterWheelConformanceTests : FilterWheelConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override IFilterWheel Wheel() => new AlpacaFilterWheel(server.Address, "0", Clock);
}

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaFocuserConformanceTests : FocuserConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override IFocuser Focuser() => new AlpacaFocuser(server.Address, "0", Clock);
}

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaRotatorConformanceTests : RotatorConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override IRotator Rotator() => new AlpacaRotator(server.Address, "0", Clock);
}

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaDomeConformanceTests : DomeConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override IDome Dome() => new AlpacaDome(server.Address, "0", Clock);
}

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaCoverConformanceTests : CoverConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override ICover Cover() => new AlpacaCover(server.Address, "0", Clock);
}

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaSafetyMonitorConformanceTests : SafetyMonitorConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override ISafetyMonitor Monitor() => new AlpacaSafetyMonitor(server.Address, "0", Clock);
}

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaWeatherConformanceTests : WeatherStationConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override IWeatherStation Station() => new AlpacaWeather(server.Address, "0", Clock);
}

/// <summary>A switch and a station as one.</summary>
[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaJointSafetyConformanceTests : SafetyMonitorConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override ISafetyMonitor Monitor() => new JointSafetyMonitor(
    [
        new AlpacaSafetyMonitor(server.Address, "0", Clock),
        new WeatherMonitor(new AlpacaWeather(server.Address, "0", Clock), new WeatherLimits { LowestAirCelsius = -50 }, TimeSpan.FromMinutes(2), Clock),
    ], Clock);
}
