using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Devices.Alpaca.Served;
using Sync.Tests.Devices.Simulated;

namespace Sync.Tests.Devices.Alpaca;

[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaMountConformanceTests : MountConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();
    private Equatorial target = SimulatedRigStage.Target;

    protected override TimeProvider Clock => server.Time;

    protected override Equatorial Target => target;

    public async Task InitializeAsync() => target = await AlpacaTarget.Of(server);

    public Task DisposeAsync() => server.Stop();

    protected override IMount Mount() => new AlpacaMount(server.Address, "0", Clock);
}

/// <summary>Dithers by pulses of the mount.</summary>
[Collection(AlpacaUnderTest.Collection)]
public sealed class AlpacaGuiderConformanceTests : GuiderConformance, IAsyncLifetime
{
    private readonly AlpacaUnderTest server = new();
    private Equatorial target = SimulatedRigStage.Target;

    protected override TimeProvider Clock => server.Time;

    public async Task InitializeAsync() => target = await AlpacaTarget.Of(server);

    public Task DisposeAsync() => server.Stop();

    protected override async Task<IGuider> OnATrackingMount()
    {
        var mount = new AlpacaMount(server.Address, "0", Clock);
        await mount.Connect(default);
        await mount.Slew(target, default);
        return new MountGuider(mount, Clock);
    }
}

/// <summary>What needs to know what the mount really does, so that it is never run on a real server.</summary>
public sealed class AlpacaServedMountTests : IAsyncLifetime
{
    private readonly SimulatedAlpaca server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => server.Stop();

    [Fact]
    public Task The_side_of_the_pier_is_the_mounts_own() => OnTarget(async mount =>
        Assert.Equal(server.World.SkyAt(server.Time.GetUtcNow()).Pier, await mount.PierSide(default)));

    [Fact]
    public Task A_cancelled_slew_stops_where_it_is_and_tracks() => OnTarget(async mount =>
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(3), server.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mount.Slew(SimulatedRigStage.Target with { DeclinationDegrees = 0 }, cancel.Token));
        Assert.InRange((await mount.Position(default)).DeclinationDegrees, 10, 39);
        Assert.True(server.World.SkyAt(server.Time.GetUtcNow()).Tracking);
    });

    private Task OnTarget(Func<AlpacaMount, Task> test) => new Clock.Rehearsal(server.Time).Do(async () =>
    {
        await using var mount = new AlpacaMount(server.Address, "0", server.Time);
        await mount.Connect(default);
        await mount.Slew(SimulatedRigStage.Target, default);
        await test(mount);
    });
}
