using Sync.Clock;
using Sync.Host.Faults;

namespace Sync.Tests.Host.Faults;

public sealed class MortalTimeTests : IDisposable
{
    private readonly SimulatedTime rig = new(new(2026, 11, 9, 20, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_waits_in_a_process_that_died_waits_for_ever_and_holds_nobody_up()
    {
        var mortal = new MortalTime(rig);
        var waiting = Wait(mortal, TimeSpan.FromSeconds(10));
        var living = Wait(rig, TimeSpan.FromSeconds(20));
        mortal.Die();
        rig.Start();
        await living;
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task What_still_runs_is_waited_for_until_it_is_buried()
    {
        var mortal = new MortalTime(rig);
        Work.Begin(mortal);
        rig.Start();
        var living = Wait(rig, TimeSpan.FromSeconds(20));
        mortal.Die();
        await Assert.ThrowsAsync<TimeoutException>(() => living.WaitAsync(TimeSpan.FromMilliseconds(50)));
        mortal.Bury();
        await living;
    }

    public void Dispose() => rig.Dispose();

    private static async Task Wait(TimeProvider time, TimeSpan length)
    {
        using var work = Work.Begin(time);
        await time.Pass(length, default);
    }
}
