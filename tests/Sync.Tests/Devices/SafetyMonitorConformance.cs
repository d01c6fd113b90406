using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What everybody does who says whether telescopes may be out. A subclass gives the monitor, and the clock it lives by.</summary>
public abstract class SafetyMonitorConformance : IDisposable
{
    private Rehearsal? rehearsal;

    protected Rehearsal Rehearsal => rehearsal ??= new Rehearsal(Clock);

    protected abstract TimeProvider Clock { get; }

    protected abstract ISafetyMonitor Monitor();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async monitor =>
    {
        await monitor.Connect(default);
        await monitor.Watch(null, default);
    });

    [Fact]
    public Task Who_knows_nothing_is_told_at_once() => Connected(async monitor =>
    {
        var from = Clock.GetUtcNow();
        await monitor.Watch(null, default);
        Assert.InRange(Clock.GetUtcNow() - from, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    });

    [Fact]
    public Task What_is_known_is_told_again_in_time() => Connected(async monitor =>
    {
        var known = await monitor.Watch(null, default);
        var from = Clock.GetUtcNow();
        await monitor.Watch(known, default);
        Assert.InRange(Clock.GetUtcNow() - from, TimeSpan.Zero, monitor.AnswersWithin);
    });

    [Fact]
    public Task What_is_known_wrongly_is_put_right_at_once() => Connected(async monitor =>
    {
        var known = await monitor.Watch(null, default);
        var from = Clock.GetUtcNow();
        var told = await monitor.Watch(new Safety(!known.IsSafe, "a mistake"), default);
        Assert.Equal(known.IsSafe, told.IsSafe);
        Assert.InRange(Clock.GetUtcNow() - from, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    });

    [Fact]
    public Task What_is_not_safe_has_a_reason_and_what_is_has_none() => Connected(async monitor =>
    {
        var told = await monitor.Watch(null, default);
        Assert.Equal(told.IsSafe, told.Reason.Length == 0);
    });

    protected Task Connected(Func<ISafetyMonitor, Task> test) => Rehearsal.Do(async () =>
    {
        await using var monitor = Monitor();
        await monitor.Connect(default);
        await test(monitor);
    });
}
