using Sync.Astro.Coordinates;
using Sync.Scheduler;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class FlipTests
{
    private static readonly Kind Lum = Rig.Kind("Lum", "L", 120, ("redcat", Rig.Variant("L", 60)));
    private static readonly FlipRule Through = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.Zero);
    private static readonly FlipRule Pausing = Through with { PauseBefore = TimeSpan.FromMinutes(8) };
    private static readonly TargetToPlan M31 = Rig.Target("M 31", Rig.M31, Rig.Plan(Lum, 100));
    private static readonly DateTimeOffset Transit = Sky.Transit(Rig.M31, Rig.Site, Rig.Midnight);

    [Theory]
    [InlineData(-179, "esprit redcat newton")]
    [InlineData(-61, "redcat")]
    public void The_last_round_ends_before_the_flip(double seconds, string cameras)
    {
        var late = Through with { After = TimeSpan.FromMinutes(10) };
        var round = Round(At(Transit.AddMinutes(10).AddSeconds(seconds), late, West));
        Assert.Equal(cameras, string.Join(' ', round.Slots.Select(s => s.Camera)));
        Assert.False(round.Flips);
        Assert.Equal(Transit.AddMinutes(10), round.Deadline!.Value, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Windows_of_several_frames_end_before_the_flip()
    {
        var packed = new Pacing(RoundMode.Packed, null, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10));
        var input = At(Transit.AddMinutes(2), Through, West) with { Pacing = packed, Cameras = [new("a", "redcat", ["L"], TimeSpan.FromSeconds(1))] };
        Assert.Equal(7, Assert.Single(Round(input).Slots).Frames); // eight minutes are left
        Assert.Equal(9, Assert.Single(Round(input with { Flip = null }).Slots).Frames);
    }

    [Fact]
    public void From_the_first_instant_on_the_flip_comes_before_the_round()
    {
        Assert.False(Round(At(Transit.AddMinutes(5).AddSeconds(-2), Through, West)).Flips);
        var round = Round(At(Transit.AddMinutes(5).AddSeconds(2), Through, West));
        Assert.True(round.Flips);
        Assert.Null(round.Deadline);
        Assert.Equal(3, round.Slots.Count);
    }

    [Fact]
    public void What_was_reached_from_the_other_side_needs_none()
    {
        foreach (var minutes in new[] { -60, 3, 6, 90 })
        {
            var round = Round(At(Transit.AddMinutes(minutes), Through, new Pointing(Transit.AddHours(-2), Flipped: true)));
            Assert.False(round.Flips);
            Assert.Null(round.Deadline);
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public void A_mount_that_does_not_tell_is_taken_to_choose_by_the_meridian(double pointedMinutes, bool flips)
    {
        var pointing = new Pointing(Transit.AddMinutes(pointedMinutes), Flipped: null);
        Assert.Equal(flips, Round(At(Transit.AddMinutes(6), Through, pointing)).Flips);
    }

    [Fact]
    public void A_slew_to_it_is_no_flip()
    {
        var round = Round(At(Transit.AddMinutes(6), Through, West) with { CurrentTargetId = null });
        Assert.False(round.Flips);
        Assert.Null(round.Deadline);
    }

    [Fact]
    public void A_mount_that_can_not_track_through_the_meridian_is_waited_for()
    {
        Assert.Equal(3, Round(At(Transit.AddMinutes(-10).AddSeconds(-2), Pausing, West)).Slots.Count);
        var wait = Assert.IsType<WaitDecision>(Planner.Next(At(Transit.AddMinutes(-8).AddSeconds(-50), Pausing, West)));
        Assert.Equal(Transit.AddMinutes(5), wait.Until, TimeSpan.FromSeconds(2));
        Assert.Equal(WaitCause.Flip, wait.Cause);
        Assert.True(Round(At(wait.Until, Pausing, West)).Flips);
    }

    [Fact]
    public void For_a_pause_that_is_longer_than_its_minimum_time_the_telescopes_turn_elsewhere()
    {
        var other = Rig.Target("M 33", new(1.5642, 30.66), Rig.Plan(Lum, 100));
        var input = At(Transit.AddMinutes(-7), Pausing, West);
        input = input with { Targets = [M31, other] };
        Assert.IsType<WaitDecision>(Planner.Next(input));
        var round = Round(input with { Flip = Pausing with { After = TimeSpan.FromMinutes(24) } });
        Assert.Equal("M 33", round.Target.Name);
        Assert.Contains("the mount must flip", Assert.Single(round.Rejected).Reason);
    }

    [Fact]
    public void A_target_that_was_left_says_why_and_is_not_waited_for()
    {
        var left = M31 with { LeftBecause = "The mount did not flip for it." };
        var done = Assert.IsType<DoneDecision>(Planner.Next(At(Transit, Through, West) with { Targets = [left] }));
        Assert.Equal("The mount did not flip for it.", Assert.Single(done.Rejected).Reason);
    }

    [Fact]
    public void A_preview_pauses_for_the_flip_once()
    {
        var preview = Preview.Of(At(Transit.AddMinutes(-40), Pausing, null) with { CurrentTargetId = null, Ends = Transit.AddMinutes(40) });
        var wait = Assert.Single(preview.Waits);
        Assert.Equal(Transit.AddMinutes(5).UtcDateTime, wait.Until, TimeSpan.FromSeconds(2));
        Assert.InRange(Transit.AddMinutes(-8).UtcDateTime - wait.From, TimeSpan.FromSeconds(-20), TimeSpan.FromMinutes(2));
        Assert.True(preview.Blocks[^1].Until > wait.Until.AddMinutes(30));
    }

    private static Pointing West => new(Transit.AddHours(-2), Flipped: false);

    private static PlanningInput At(DateTimeOffset now, FlipRule rule, Pointing? pointing) =>
        Rig.Input(now, M31) with { Flip = rule, Pointing = pointing, CurrentTargetId = M31.TargetId, CurrentSince = now };

    private static RoundDecision Round(PlanningInput input) => Assert.IsType<RoundDecision>(Planner.Next(input));
}
