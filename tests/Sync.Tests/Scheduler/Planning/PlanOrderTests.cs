using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class PlanOrderTests
{
    private static readonly CameraToPlan Camera = new("mono", "mono", []);
    private static readonly CameraToPlan Second = new("second", "second", []);
    private static readonly PlanToPlan L = Rig.Plan(Rig.Kind("L", "L", 60));
    private static readonly PlanToPlan R = Rig.Plan(Rig.Kind("R", "R", 60));
    private static readonly PlanToPlan G = Rig.Plan(Rig.Kind("G", "G", 60));
    private static readonly TargetToPlan Target = Rig.Target("M31", Rig.M31, L, R, G);

    [Theory]
    [InlineData(0, "LLLLLLLL")]
    [InlineData(1, "LRGLRGLR")]
    [InlineData(2, "LLRRGGLL")]
    [InlineData(3, "LLLRRRGG")]
    public void Plans_take_turns_after_as_many_frames_as_the_project_says(int switchEvery, string expected) =>
        Assert.Equal(expected, Frames(Target with { SwitchEvery = switchEvery }, expected.Length));

    [Fact]
    public void Whose_turn_cannot_be_taken_is_passed_over_and_comes_again()
    {
        var target = Target with { SwitchEvery = 2, Plans = [L, R with { Desired = 1 }, G] };
        Assert.Equal("LLRGGLLGGLL", Frames(target, 11));
    }

    [Fact]
    public void A_plan_that_is_alone_goes_on() =>
        Assert.Equal("LRRRR", Frames(Target with { SwitchEvery = 2, Plans = [L with { Desired = 1 }, R] }, 5));

    [Fact]
    public void A_turn_goes_on_where_it_was_left_whatever_happened_in_between()
    {
        var left = Target with { SwitchEvery = 3, Turns = new Dictionary<string, Turn> { ["mono"] = new(R.PlanId, 2, null) } };
        Assert.Equal("RGGGLLLRRR", Frames(left, 10));
    }

    [Fact]
    public void Each_camera_has_a_turn_of_its_own()
    {
        var target = Target with { SwitchEvery = 1, Turns = new Dictionary<string, Turn> { ["mono"] = new(L.PlanId, 1, null) } };
        var round = Round(target, Camera, Second);
        Assert.Equal(["mono R", "second L"], round.Slots.Select(s => $"{s.Camera} {s.Kind}"));
    }

    [Fact]
    public void A_target_with_an_order_of_its_own_follows_it_dithers_included() =>
        Assert.Equal("LLdRLLdRLLdR", Frames(Target with { Order = [L.PlanId, L.PlanId, null, R.PlanId], DitherEvery = 1 }, 9));

    [Fact]
    public void Dithers_before_what_is_passed_over_are_made_all_the_same()
    {
        var order = Target with { Order = [L.PlanId, null, R.PlanId, null, G.PlanId], Plans = [L, R with { Desired = 1 }, G] };
        Assert.Equal("LdRdGLdGLdG", Frames(order, 7));
    }

    [Fact]
    public void What_is_not_in_the_order_is_not_taken_and_does_not_keep_the_target_incomplete()
    {
        var order = Target with { Order = [R.PlanId], Plans = [L, R with { Desired = 2 }, G] };
        Assert.Equal("RR", Frames(order, 9));
    }

    [Fact]
    public void In_the_smart_order_what_fears_the_moon_most_comes_first()
    {
        var target = Target with { SmartOrder = true, Order = [G.PlanId], Plans = [Fearing(L, 60, 7), Fearing(R, 120, 14) with { Desired = 3 }, G] };
        Assert.Equal("RRRLLL", Frames(target, 6));
    }

    [Fact]
    public void In_the_smart_order_those_that_fear_it_alike_take_turns_where_the_project_says_so()
    {
        var target = Target with { SmartOrder = true, SwitchEvery = 2, Plans = [Fearing(L, 60, 7), Fearing(R, 61, 7), G] };
        Assert.Equal("LLRRLLRR", Frames(target, 8));
        Assert.Equal("RRRR", Frames(target with { SwitchEvery = 0 }, 4));
    }

    [Theory]
    [InlineData(60, 7, false, 60 * 7 / 2520.0)]
    [InlineData(180, 14, false, 1)]
    [InlineData(60, 7, true, 1)]
    public void Fear_of_the_moon_is_separation_times_width_of_the_most(double separation, double width, bool moonDown, double expected) =>
        Assert.Equal(expected, new MoonAvoidance { SeparationDegrees = separation, WidthDays = width, MoonDown = moonDown }.Aversion, 12);

    [Fact]
    public void Several_frames_in_a_round_end_with_the_turn()
    {
        var measured = Camera with { Readout = TimeSpan.FromSeconds(2) };
        var pacing = new Pacing(RoundMode.Packed, null, TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(10));
        var target = Target with { SwitchEvery = 3, Turns = new Dictionary<string, Turn> { ["mono"] = new(L.PlanId, 1, null) } };
        Assert.Equal(2, Assert.Single(Round(target, pacing, measured).Slots).Frames);
        var order = Target with { Order = [R.PlanId, R.PlanId, R.PlanId, null, R.PlanId] };
        var slot = Assert.Single(Round(order, pacing, measured).Slots);
        Assert.Equal((3, 0), (slot.Frames, slot.Item!.Value));
    }

    private static PlanToPlan Fearing(PlanToPlan plan, double separation, double width) => plan with
    {
        Kind = plan.Kind with { Default = plan.Kind.Default with { Moon = new() { SeparationDegrees = separation, WidthDays = width } } },
    };

    private static RoundDecision Round(TargetToPlan target, params CameraToPlan[] cameras) => Round(target, Pacing.Strict, cameras);

    private static RoundDecision Round(TargetToPlan target, Pacing pacing, params CameraToPlan[] cameras) =>
        Assert.IsType<RoundDecision>(Planner.Next(Rig.Input(Rig.Midnight, target) with { Cameras = cameras, Pacing = pacing }));

    /// <summary>The kinds that one camera takes, one round after the other at the same instant, with a d for each dither of the target's own order; fewer when it is complete.</summary>
    private static string Frames(TargetToPlan target, int rounds)
    {
        var frames = "";
        for (var round = 0; round < rounds; round++)
        {
            if (Planner.Next(Rig.Input(Rig.Midnight, target) with { Cameras = [Camera] }) is not RoundDecision { Slots: [var slot] })
                break;
            frames += (DitherRule.Due([], [slot]) ? "d" : "") + slot.Kind;
            var turn = Turn.After(target.Turns.GetValueOrDefault(slot.Camera), slot.PlanId, slot.Frames, slot.Item);
            target = target with
            {
                Turns = new Dictionary<string, Turn> { [slot.Camera] = turn },
                Plans = [.. target.Plans.Select(p => p.PlanId == slot.PlanId ? p with { Pending = p.Pending + 1 } : p)],
            };
        }

        return frames;
    }
}
