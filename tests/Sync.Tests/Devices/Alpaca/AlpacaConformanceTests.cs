using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Devices.Alpaca.Served;
using Sync.Tests.Devices.Simulated;

namespace Sync.Tests.Devices.Alpaca;

public sealed class AlpacaCameraConformanceTests : CameraConformance, IAsyncLifetime
{
    private readonly SimulatedAlpaca server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override ICamera Camera() => new AlpacaCamera(server.Address, "0", server.Time);
}

public sealed class AlpacaFilterWheelConformanceTests : FilterWheelConformance, IAsyncLifetime
{
    private readonly SimulatedAlpaca server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override IFilterWheel Wheel() => new AlpacaFilterWheel(server.Address, "0", server.Time);
}

public sealed class AlpacaFocuserConformanceTests : FocuserConformance, IAsyncLifetime
{
    private readonly SimulatedAlpaca server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override IFocuser Focuser() => new AlpacaFocuser(server.Address, "0", server.Time);
}

public sealed class AlpacaCoverConformanceTests : CoverConformance, IAsyncLifetime
{
    private readonly SimulatedAlpaca server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override ICover Cover() => new AlpacaCover(server.Address, "0", server.Time);
}

public sealed class AlpacaMountConformanceTests : MountConformance, IAsyncLifetime
{
    private readonly SimulatedAlpaca server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override Equatorial Target => SimulatedRigStage.Target;

    protected override IMount Mount() => new AlpacaMount(server.Address, "0", server.Time);

    [Fact]
    public Task The_side_of_the_pier_is_the_mounts_own() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        Assert.Equal(server.World.SkyAt(Clock.GetUtcNow()).Pier, await mount.PierSide(default));
    });

    [Fact]
    public Task A_cancelled_slew_stops_where_it_is_and_tracks() => Connected(async mount =>
    {
        await mount.Slew(Target, default);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(3), Clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mount.Slew(Target with { DeclinationDegrees = 0 }, cancel.Token));
        Assert.InRange((await mount.Position(default)).DeclinationDegrees, 10, 39);
        Assert.True(server.World.SkyAt(Clock.GetUtcNow()).Tracking);
    });
}

public sealed class AlpacaGuiderConformanceTests : GuiderConformance, IAsyncLifetime
{
    private readonly SimulatedAlpaca server = new();

    protected override TimeProvider Clock => server.Time;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    protected override async Task<IGuider> OnATrackingMount()
    {
        var mount = new AlpacaMount(server.Address, "0", Clock);
        await mount.Connect(default);
        await mount.Slew(SimulatedRigStage.Target, default);
        return new MountGuider(mount, Clock);
    }
}
