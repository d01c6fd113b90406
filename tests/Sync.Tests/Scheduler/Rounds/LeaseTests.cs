using Sync.Clock;
using Sync.Contracts;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>Slots of 60 s: a lease of 120 s and a margin of 1.12 s.</summary>
public class LeaseTests
{
    private static readonly TimeSpan Slot = TimeSpan.FromSeconds(120);

    [Fact]
    public void What_remains_is_the_lease_and_its_margin_less_what_passed()
    {
        var granted = new MonotonicInstant("boot", TimeSpan.FromSeconds(1000));
        Assert.Equal(121.12, Lease.Remaining(granted, granted, Slot).TotalSeconds, 9);
        Assert.Equal(21.12, Lease.Remaining(granted, granted with { Uptime = TimeSpan.FromSeconds(1100) }, Slot).TotalSeconds, 9);
        Assert.Equal(-8.88, Lease.Remaining(granted, granted with { Uptime = TimeSpan.FromSeconds(1130) }, Slot).TotalSeconds, 9);
    }

    [Fact]
    public void After_another_start_of_the_machine_all_of_it_remains() =>
        Assert.Equal(121.12, Lease.Remaining(new("boot", TimeSpan.FromDays(9)), new("another", TimeSpan.FromSeconds(5)), Slot).TotalSeconds, 9);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 1.06)]
    [InlineData(3600, 4.6)]
    public void The_margin_is_a_second_and_a_thousandth(double lease, double margin) =>
        Assert.Equal(margin, Lease.Margin(TimeSpan.FromSeconds(lease)).TotalSeconds, 9);

    [Fact]
    public async Task A_wall_clock_set_forward_does_not_shorten_a_lease()
    {
        await using var round = await RoundStage.Open(60);
        await round.Passes(5);
        round.Stage.Time.StepWallClock(TimeSpan.FromHours(1));
        await round.Ready("a", 2); // wakes the delivery, which finds both timers due
        Assert.Single(round.Probe.All<LeaseOver>());
        await round.Passes(121.0 - 5);
        Assert.Null(round.Outcome);
        await round.Passes(0.2);
        Assert.Equal(SlotEnd.Missing, round.EndOf("a"));
    }

    [Fact]
    public async Task A_wall_clock_set_forward_aborts_no_exposure()
    {
        await using var round = await RoundStage.Open(60);
        await round.Passes(5);
        round.Stage.Time.StepWallClock(TimeSpan.FromHours(1));
        await round.Ready("a", 2); // wakes the delivery, which finds both timers due
        Assert.Single(round.Probe.All<CloseOverdue>());
        Assert.Empty(round.Probe.All<AbortSlot>());
        await round.Passes(90.0 - 5.1);
        Assert.Empty(round.Probe.All<AbortSlot>());
        await round.Passes(0.2);
        Assert.Single(round.Probe.All<AbortSlot>());
    }

    [Fact]
    public async Task A_scheduler_started_again_holds_the_sky_for_what_remains()
    {
        await using var round = await RoundStage.Open(60);
        await round.Passes(10);
        await round.Restarts(TimeSpan.FromSeconds(50), machine: false);
        await round.Passes(61.0);
        Assert.Null(round.Outcome);
        await round.Passes(0.2);
        Assert.Equal(SlotEnd.Missing, round.EndOf("a"));
    }

    [Fact]
    public async Task A_machine_started_again_holds_the_sky_for_a_whole_lease()
    {
        await using var round = await RoundStage.Open(60);
        await round.Passes(10);
        await round.Restarts(TimeSpan.FromMinutes(10), machine: true);
        await round.Passes(121.0);
        Assert.Null(round.Outcome);
        await round.Passes(0.2);
        Assert.Equal(SlotEnd.Missing, round.EndOf("a"));
    }
}
