using Sync.Clock;

namespace Sync.Tests.Clock;

public sealed class BellTests : IDisposable
{
    private readonly Rehearsal rehearsal = new();
    private readonly Bell bell;

    public BellTests() => bell = new Bell(rehearsal.Time);

    public void Dispose() => rehearsal.Dispose();

    [Fact]
    public async Task A_ring_wakes_the_waiter()
    {
        await rehearsal.Together(
            () => bell.Wait(TimeSpan.FromHours(1), default),
            async () =>
            {
                await rehearsal.Time.Pass(TimeSpan.FromSeconds(3), default);
                bell.Ring();
            });
        Assert.Equal(TimeSpan.FromSeconds(3), rehearsal.Passed);
    }

    [Fact]
    public async Task A_ring_while_nobody_waits_is_kept()
    {
        bell.Ring();
        await rehearsal.Do(() => bell.Wait(TimeSpan.FromHours(1), default));
        Assert.Equal(TimeSpan.Zero, rehearsal.Passed);
    }

    [Fact]
    public async Task A_kept_ring_wakes_once()
    {
        bell.Ring();
        bell.Ring();
        await rehearsal.Do(async () =>
        {
            await bell.Wait(TimeSpan.FromSeconds(5), default);
            await bell.Wait(TimeSpan.FromSeconds(5), default);
        });
        Assert.Equal(TimeSpan.FromSeconds(5), rehearsal.Passed);
    }

    [Fact]
    public async Task Without_a_ring_the_wait_ends_at_its_limit()
    {
        await rehearsal.Do(() => bell.Wait(TimeSpan.FromSeconds(9), default));
        Assert.Equal(TimeSpan.FromSeconds(9), rehearsal.Passed);
    }

    [Fact]
    public async Task A_ring_after_the_limit_is_kept_for_the_next_wait()
    {
        await rehearsal.Do(async () =>
        {
            await bell.Wait(TimeSpan.FromSeconds(1), default);
            bell.Ring();
            await bell.Wait(TimeSpan.FromSeconds(60), default);
        });
        Assert.Equal(TimeSpan.FromSeconds(1), rehearsal.Passed);
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        await rehearsal.Together(
            () => Assert.ThrowsAsync<OperationCanceledException>(() => bell.Wait(TimeSpan.MaxValue, cancel.Token)),
            async () =>
            {
                await rehearsal.Time.Pass(TimeSpan.FromSeconds(2), default);
                await cancel.CancelAsync();
            });
        Assert.Equal(TimeSpan.FromSeconds(2), rehearsal.Passed);
    }

    [Fact]
    public async Task No_ring_is_lost_when_ringing_and_waiting_meet()
    {
        const int rounds = 2000;
        var answers = new Bell(rehearsal.Time);
        await rehearsal.Together(
            async () =>
            {
                for (var i = 0; i < rounds; i++)
                {
                    bell.Ring();
                    await answers.Wait(TimeSpan.FromHours(1), default);
                }
            },
            async () =>
            {
                for (var i = 0; i < rounds; i++)
                {
                    await bell.Wait(TimeSpan.FromHours(1), default);
                    answers.Ring();
                }
            });
        Assert.Equal(TimeSpan.Zero, rehearsal.Passed);
    }
}
