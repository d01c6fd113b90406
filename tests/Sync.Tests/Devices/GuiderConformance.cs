using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What every guider does. A subclass gives one on a mount that tracks, and the clock it lives by.</summary>
public abstract class GuiderConformance : IDisposable
{
    private Rehearsal? rehearsal;

    protected static Settle Settle { get; } = new(1.5, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(90));

    protected Rehearsal Rehearsal => rehearsal ??= new Rehearsal(Clock);

    protected abstract TimeProvider Clock { get; }

    protected abstract Task<IGuider> OnATrackingMount();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async guider =>
    {
        await guider.Connect(default);
        Assert.False(guider.PixelArcseconds <= 0);
    });

    [Fact]
    public Task It_starts_and_settles_within_the_timeout() => Connected(async guider =>
    {
        var result = await guider.Start(Settle, default);
        Assert.InRange(result.Took, TimeSpan.FromSeconds(1), Settle.Timeout);
    });

    [Fact]
    public Task A_dither_takes_at_least_the_settle_time() => Connected(async guider =>
    {
        await guider.Start(Settle, default);
        var from = Clock.GetUtcNow();
        var result = await guider.Dither(new SkyOffset(3, -4), Settle, default);
        Assert.InRange(result.Took, Settle.Time, Settle.Timeout);
        Assert.InRange(Clock.GetUtcNow() - from, result.Took - TimeSpan.FromSeconds(1), result.Took + TimeSpan.FromSeconds(1));
    });

    [Fact]
    public Task Stop_is_harmless_when_it_does_not_guide() => Connected(guider => guider.Stop(default));

    [Fact]
    public Task It_starts_again_after_a_stop() => Connected(async guider =>
    {
        await guider.Start(Settle, default);
        await guider.Stop(default);
        await guider.Start(Settle, default);
        await guider.Dither(new SkyOffset(-2, 1), Settle, default);
    });

    protected Task Connected(Func<IGuider, Task> test) => Rehearsal.Do(async () =>
    {
        await using var guider = await OnATrackingMount();
        await guider.Connect(default);
        await test(guider);
    });
}
