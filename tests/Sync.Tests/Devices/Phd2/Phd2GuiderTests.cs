using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Phd2;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Phd2;

/// <summary>The conformance of all guiders: before a simulated PHD2, or before the real one whose address SYNC_TEST_PHD2 gives.</summary>
public sealed class Phd2GuiderTests : GuiderConformance, IAsyncLifetime
{
    private static readonly string? Real = Environment.GetEnvironmentVariable("SYNC_TEST_PHD2");
    private readonly SimulatedPhd2 phd2;

    public Phd2GuiderTests() => phd2 = new SimulatedPhd2(Clock);

    protected override TimeProvider Clock { get; } =
        Real is null ? new ScaledTime(TimeProvider.System.GetUtcNow(), Rehearsal.Evening, 5) : TimeProvider.System;

    public Task InitializeAsync()
    {
        phd2.Started();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await phd2.DisposeAsync();

    protected override Task<IGuider> OnATrackingMount() =>
        Task.FromResult<IGuider>(new Phd2Guider(Real is null ? phd2.Address : DeviceAddress.Parse(Real, DeviceAddress.UsualPhd2Port), Clock));
}
