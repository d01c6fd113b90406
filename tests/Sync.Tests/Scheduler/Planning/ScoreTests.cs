using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class ScoreTests
{
    private static readonly RuleWeights None = new() { MeridianWindowPriority = 0, PercentComplete = 0, ProjectPriority = 0, SettingSoonest = 0, TargetSwitchPenalty = 0 };
    private static readonly Kind Lum = Rig.Kind("Lum", "L", 120);
    private static readonly FlipRule Flip = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.Zero);
    private static readonly TargetToPlan Target = Rig.Target("M31", Rig.M31, Rig.Plan(Lum));

    [Theory]
    [InlineData(-26, 1)]
    [InlineData(-24, 0)]
    [InlineData(4, 0)]
    [InlineData(6, 1)]
    public void A_flip_within_its_minimum_time_costs_a_target_the_reward(double minutesFromTransit, double expected)
    {
        var target = Target with { Weights = None with { MeridianFlipPenalty = 100 } };
        var transit = new Visibility(target, new(Rig.Site, Rig.Midnight)).TransitNear(Rig.Midnight);
        Assert.Equal(expected, Score(target, Rig.Input(transit.AddMinutes(minutesFromTransit), target) with { Flip = Flip }));
    }

    [Fact]
    public void Where_nothing_flips_every_target_has_that_reward()
    {
        var target = Target with { Weights = None with { MeridianFlipPenalty = 40 } };
        Assert.Equal(0.4, Score(target, Rig.Input(Rig.Midnight, target)), 12);
        var byDay = target with { Position = new(Rig.M31.RightAscensionHours + 12, 80) };
        Assert.Equal(0.4, Score(byDay, Rig.Input(Rig.Midnight, byDay) with { Flip = Flip }), 12);
    }

    [Fact]
    public void A_panel_is_rewarded_for_how_far_it_is_behind_the_others()
    {
        var panel = Target with { IsMosaic = true, Weights = None with { MosaicCompletion = 100 }, Plans = [Rig.Plan(Lum) with { Accepted = 4 }] };
        var half = panel with { TargetId = Guid.NewGuid(), Plans = [Rig.Plan(Lum) with { Accepted = 10 }] };
        var most = panel with { TargetId = Guid.NewGuid(), Plans = [Rig.Plan(Lum) with { Accepted = 18 }] };
        var stranger = half with { TargetId = Guid.NewGuid(), ProjectId = Guid.NewGuid() };
        var input = Rig.Input(Rig.Midnight, panel, half, most, stranger);
        Assert.Equal(0.7 - 0.2, Score(panel, input), 12);
        Assert.Equal(0, Score(most, input));
        Assert.Equal(0, Score(panel with { IsMosaic = false }, input));
        Assert.Equal(0, Score(stranger, input));
    }

    [Fact]
    public void A_smart_target_is_rewarded_for_fear_of_the_moon_and_no_other_is()
    {
        var fearful = Lum with { Default = Lum.Default with { Moon = new() { SeparationDegrees = 120, WidthDays = 14 } } };
        var target = Target with { SmartOrder = true, Weights = None with { SmartExposureOrder = 50 }, Plans = [Rig.Plan(Lum), Rig.Plan(fearful)] };
        Assert.Equal(0.5 * 120 / 180, Score(target, Rig.Input(Rig.Midnight, target)), 12);
        Assert.Equal(0, Score(target with { SmartOrder = false }, Rig.Input(Rig.Midnight, target)));
    }

    private static double Score(TargetToPlan target, PlanningInput input)
    {
        var sky = new NightSky(input.Site, input.Now);
        return Sync.Scheduler.Planning.Score.Of(new(target, new(input, sky)), isCurrent: false, input, sky);
    }
}
