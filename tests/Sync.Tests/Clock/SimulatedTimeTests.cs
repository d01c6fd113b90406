using Sync.Clock;

namespace Sync.Tests.Clock;

public sealed class SimulatedTimeTests : IDisposable
{
    private readonly Rehearsal rehearsal = new();

    private TimeProvider Time => rehearsal.Time;

    public void Dispose() => rehearsal.Dispose();

    [Fact]
    public async Task An_hour_passes_at_once()
    {
        var real = TimeProvider.System.GetTimestamp();
        await rehearsal.Do(() => Time.Pass(TimeSpan.FromHours(1), default));
        Assert.Equal(TimeSpan.FromHours(1), rehearsal.Passed);
        Assert.True(TimeProvider.System.GetElapsedTime(real) < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Time_stands_while_work_is_under_way()
    {
        var busy = Work.Begin(Time);
        var waiting = rehearsal.Do(() => Time.Pass(TimeSpan.FromSeconds(1), default));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(TimeSpan.Zero, rehearsal.Passed);
        busy.Dispose();
        await waiting;
        Assert.Equal(TimeSpan.FromSeconds(1), rehearsal.Passed);
    }

    [Fact]
    public async Task Alarms_fire_in_the_order_of_their_instants_and_then_of_their_setting()
    {
        var fired = new List<string>();
        await rehearsal.Do(async () =>
        {
            var alarms = new List<ITimer>();
            foreach (var (name, seconds) in new[] { ("late", 3), ("first", 1), ("second", 1), ("middle", 2) })
                alarms.Add(Time.CreateTimer(_ => fired.Add($"{name} {rehearsal.Passed.TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan));
            await Time.Pass(TimeSpan.FromSeconds(5), default);
            alarms.ForEach(a => a.Dispose());
        });
        Assert.Equal(["first 1", "second 1", "middle 2", "late 3"], fired);
    }

    [Fact]
    public async Task An_alarm_that_is_set_while_all_is_at_rest_fires()
    {
        await rehearsal.Do(() => Task.CompletedTask);
        var fired = new TaskCompletionSource<TimeSpan>();
        await using var alarm = Time.CreateTimer(_ => fired.SetResult(rehearsal.Passed), null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);
        Assert.Equal(TimeSpan.FromHours(2), await fired.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_periodic_alarm_fires_until_it_is_disposed()
    {
        var count = 0;
        await rehearsal.Do(async () =>
        {
            await using (Time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)))
                await Time.Pass(TimeSpan.FromSeconds(35), default);
            await Time.Pass(TimeSpan.FromSeconds(35), default);
        });
        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Work_that_an_alarm_starts_is_done_before_the_next_alarm()
    {
        var seen = new List<double>();
        await rehearsal.Together(
            async () =>
            {
                await Time.Pass(TimeSpan.FromSeconds(1), default);
                Thread.SpinWait(3_000_000);
                lock (seen)
                    seen.Add(rehearsal.Passed.TotalSeconds);
            },
            async () =>
            {
                await Time.Pass(TimeSpan.FromMilliseconds(1001), default);
                lock (seen)
                    seen.Add(rehearsal.Passed.TotalSeconds);
            });
        Assert.Equal([1, 1.001], seen);
    }

    [Fact]
    public async Task A_cancelled_pass_ends_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await rehearsal.Together(
            () => Assert.ThrowsAsync<OperationCanceledException>(() => Time.Pass(TimeSpan.FromHours(1), cancel.Token)),
            async () =>
            {
                await Time.Pass(TimeSpan.FromSeconds(7), default);
                await cancel.CancelAsync();
            });
        Assert.Equal(TimeSpan.FromSeconds(7), rehearsal.Passed);
    }

    [Fact]
    public async Task A_pass_that_is_cancelled_before_it_begins_takes_no_time()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => rehearsal.Do(() => Time.Pass(TimeSpan.FromHours(1), new CancellationToken(canceled: true))));
        Assert.Equal(TimeSpan.Zero, rehearsal.Passed);
    }

    [Fact]
    public async Task A_thousand_sleepers_wake_each_at_its_own_instant()
    {
        var late = 0;
        await rehearsal.Together([.. Enumerable.Range(1, 1000).Select<int, Func<Task>>(i => async () =>
        {
            var length = TimeSpan.FromMilliseconds(i * 7919 % 1000);
            await Time.Pass(length, default);
            if (rehearsal.Passed != length)
                Interlocked.Increment(ref late);
        })]);
        Assert.Equal(0, late);
    }

    [Fact]
    public async Task A_paced_clock_runs_no_faster_than_its_pace()
    {
        using var paced = new Rehearsal(new SimulatedTime(Rehearsal.Evening, speed: 100));
        var real = TimeProvider.System.GetTimestamp();
        await paced.Do(() => paced.Time.Pass(TimeSpan.FromSeconds(20), default));
        Assert.True(paced.Passed >= TimeSpan.FromSeconds(20));
        Assert.True(TimeProvider.System.GetElapsedTime(real) >= TimeSpan.FromMilliseconds(190));
    }
}
