using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Phd2;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Phd2;

/// <summary>The conformance of all guiders, before a simulated PHD2.</summary>
public sealed class Phd2GuiderTests : GuiderConformance, IAsyncDisposable
{
    private readonly SimulatedPhd2 phd2;

    public Phd2GuiderTests() => phd2 = new SimulatedPhd2(Clock).Started();

    protected override TimeProvider Clock { get; } = Fast();

    public async ValueTask DisposeAsync()
    {
        await phd2.DisposeAsync();
        Dispose();
    }

    [Fact]
    public Task The_lock_position_moves_by_the_offset() => Connected(async guider =>
    {
        await guider.Start(Settle, default);
        await guider.Dither(new SkyOffset(3, -4), Settle, default);
        Assert.Equal((401.5, 298), phd2.LockPosition);
    });

    [Fact]
    public Task Its_steps_are_kept_and_those_of_settles_marked() => Connected(async guider =>
    {
        var from = Clock.GetUtcNow();
        await guider.Start(Settle, default);
        var steps = ((Phd2Guider)guider).Log.Between(from, Clock.GetUtcNow().AddDays(1));
        Assert.InRange(steps.Count(s => s.Settling), 5, steps.Count);
        Assert.All(steps, s => Assert.Equal(2, s.PixelArcseconds));
    });

    internal static TimeProvider Fast() => new ScaledTime(TimeProvider.System.GetUtcNow(), Rehearsal.Evening, 5);

    protected override Task<IGuider> OnATrackingMount() => Task.FromResult<IGuider>(new Phd2Guider(phd2.Address, Clock));
}
