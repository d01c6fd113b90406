using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class ChoiceTests
{
    private static readonly Kind Lum = Rig.Kind("Lum", "L", 120);

    private static readonly TargetToPlan First = Rig.Target("First", Rig.M31, Rig.Plan(Lum));
    private static readonly TargetToPlan Second = Rig.Target("Second", Rig.M31, Rig.Plan(Lum));

    [Fact]
    public void A_higher_priority_wins_and_the_loser_is_told_the_scores()
    {
        var round = Round(First, Second with { Priority = 2 });
        Assert.Equal("Second", round.Target.Name);
        Assert.Matches("Second scores [0-9.]+, this target [0-9.]+", Assert.Single(round.Rejected).Reason);
    }

    [Fact]
    public void Equals_are_taken_in_order() => Assert.Equal("First", Round(First, Second).Target.Name);

    [Fact]
    public void The_more_complete_target_is_finished_first()
    {
        var half = Second with { Plans = [Rig.Plan(Lum) with { Accepted = 5, Pending = 5 }] };
        Assert.Equal("Second", Round(First, half).Target.Name);
    }

    [Fact]
    public void The_target_that_sets_first_wins()
    {
        var sooner = Second with { MinimumAltitudeDegrees = 45 };
        Assert.Equal("Second", Round(First, sooner).Target.Name);
    }

    [Fact]
    public void The_present_target_is_left_only_for_what_outweighs_the_switch()
    {
        var input = Rig.Input(Rig.Midnight, First, Second with { Priority = 2 }) with { CurrentTargetId = First.TargetId };
        Assert.Equal("First", Assert.IsType<RoundDecision>(Planner.Next(input)).Target.Name);
        var light = First with { Weights = new() { TargetSwitchPenalty = 10 } };
        Assert.Equal("Second", Assert.IsType<RoundDecision>(Planner.Next(input with { Targets = [light, input.Targets[1]] })).Target.Name);
    }

    [Fact]
    public void The_present_target_keeps_its_minimum_time_whatever_others_score()
    {
        var light = First with { Weights = new() { TargetSwitchPenalty = 0 } };
        var input = Rig.Input(Rig.Midnight, light, Second with { Priority = 2 }) with { CurrentTargetId = First.TargetId };
        var young = input with { CurrentSince = Rig.Midnight.AddMinutes(-29) };
        Assert.Equal("First", Assert.IsType<RoundDecision>(Planner.Next(young)).Target.Name);
        var old = input with { CurrentSince = Rig.Midnight.AddMinutes(-31) };
        Assert.Equal("Second", Assert.IsType<RoundDecision>(Planner.Next(old)).Target.Name);
    }

    [Fact]
    public void An_unusable_tail_is_spent_on_the_present_target()
    {
        var light = First with { Weights = new() { TargetSwitchPenalty = 0 } };
        var sets = new Visibility(light, new(Rig.Site, Rig.Midnight)).At(Rig.Midnight)!.Value.Until;
        var rival = Second with { Priority = 2, MinimumAltitudeDegrees = 10 };
        var input = Rig.Input(sets.AddMinutes(-15), light, rival) with { CurrentTargetId = First.TargetId, CurrentSince = sets.AddMinutes(-50) };
        Assert.Equal("First", Assert.IsType<RoundDecision>(Planner.Next(input)).Target.Name);
        Assert.Equal("Second", Assert.IsType<RoundDecision>(Planner.Next(input with { CurrentSince = sets.AddMinutes(-100) })).Target.Name);
    }

    [Fact]
    public void Fifty_targets_are_decided_on_in_milliseconds()
    {
        var targets = Enumerable.Range(0, 50).Select(i => Rig.Target($"T{i}", new(i * 0.48, 20), Rig.Plan(Lum), Rig.Plan(Lum), Rig.Plan(Lum))).ToArray();
        Planner.Next(Rig.Input(Rig.Midnight, targets));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            Planner.Next(Rig.Input(Rig.Midnight, targets));

        // Some 2 ms on a slow core; the bound leaves room for a busy machine.
        Assert.True(watch.ElapsedMilliseconds < 20 * 50, $"{watch.ElapsedMilliseconds / 20.0} ms each");
    }

    private static RoundDecision Round(params TargetToPlan[] targets) =>
        Assert.IsType<RoundDecision>(Planner.Next(Rig.Input(Rig.Midnight, targets)));
}
