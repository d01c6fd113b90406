using Sync.Clock;

namespace Sync.Tests.Clock;

public sealed class WorkTests
{
    [Fact]
    public async Task Ending_work_twice_counts_once()
    {
        using var rehearsal = new Rehearsal();
        var twice = Work.Begin(rehearsal.Time);
        using var held = Work.Begin(rehearsal.Time);
        twice.Dispose();
        twice.Dispose();
        var waiting = rehearsal.Do(() => rehearsal.Time.Pass(TimeSpan.FromSeconds(1), default));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(100)));
        held.Dispose();
        await waiting;
    }

    [Fact]
    public async Task With_a_real_clock_nothing_is_counted()
    {
        using var work = Work.Begin(TimeProvider.System);
        await TimeProvider.System.Pass(TimeSpan.FromMilliseconds(5), default);
    }

    [Fact]
    public async Task Scaled_time_runs_faster_and_agrees_with_its_copies()
    {
        var epoch = TimeProvider.System.GetUtcNow();
        var one = new ScaledTime(epoch, Rehearsal.Evening, 100);
        var other = new ScaledTime(epoch, Rehearsal.Evening, 100);
        var before = one.GetUtcNow();
        await one.Pass(TimeSpan.FromSeconds(20), default);
        var seen = other.GetUtcNow();
        // A system timer may be some milliseconds early by the wall clock, hundredfold here.
        Assert.InRange(seen - before, TimeSpan.FromSeconds(18), TimeSpan.FromHours(8));
        Assert.InRange(one.GetUtcNow() - seen, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public void An_instant_of_another_start_of_the_machine_can_not_be_compared()
    {
        var early = new MonotonicInstant("one", TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(2), new MonotonicInstant("one", TimeSpan.FromSeconds(7)).Since(early));
        Assert.Null(new MonotonicInstant("other", TimeSpan.FromSeconds(7)).Since(early));
    }
}
