using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Sync.Scheduler;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class PlannerTests
{
    private static readonly Kind Lum = Rig.Kind("Lum", "L", 120, ("redcat", Rig.Variant("L", 60)));
    private static readonly Kind Red = Rig.Kind("Red", "R", 180);
    private static readonly Kind Ha = Rig.Kind("Ha", "Ha", 300, ("redcat", Rig.Variant("Ha 3nm", 600)));

    [Fact]
    public void All_cameras_serve_the_first_plan_each_with_its_own_variant()
    {
        var round = Round(Rig.Input(Rig.Midnight, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum), Rig.Plan(Ha))));
        Assert.Equal(["esprit Lum L 120", "redcat Lum L 60", "newton Lum - 120"], Lines(round));
    }

    [Fact]
    public void A_camera_without_the_filter_takes_its_own_next_plan()
    {
        var round = Round(Rig.Input(Rig.Midnight, Rig.Target("M 31", Rig.M31, Rig.Plan(Red), Rig.Plan(Ha))));
        Assert.Equal(["esprit Red R 180", "redcat Ha Ha 3nm 600", "newton Red - 180"], Lines(round));
    }

    [Fact]
    public void A_camera_with_nothing_to_serve_stays_idle()
    {
        var round = Round(Rig.Input(Rig.Midnight, Rig.Target("M 31", Rig.M31, Rig.Plan(Red))));
        Assert.Equal(["esprit Red R 180", "newton Red - 180"], Lines(round));
    }

    [Theory]
    [InlineData(18, 0, 0, 2)]
    [InlineData(0, 19, 0, 1)]
    [InlineData(10, 4, 5, 1)]
    public void Never_more_is_given_than_remains(int accepted, int pending, int underWay, int given)
    {
        var plan = Rig.Plan(Lum) with { Accepted = accepted, Pending = pending, UnderWay = underWay };
        Assert.Equal(given, Round(Rig.Input(Rig.Midnight, Rig.Target("M 31", Rig.M31, plan))).Slots.Count);
    }

    [Fact]
    public void An_override_of_the_exposure_holds_for_every_camera()
    {
        var plan = Rig.Plan(Lum) with { ExposureOverride = TimeSpan.FromSeconds(90) };
        var round = Round(Rig.Input(Rig.Midnight, Rig.Target("M 31", Rig.M31, plan)));
        Assert.All(round.Slots, s => Assert.Equal(90, s.Exposure.TotalSeconds));
    }

    [Fact]
    public void A_template_without_a_dither_count_takes_the_projects()
    {
        var own = new Kind("Own", Rig.Variant("L", 60) with { DitherEvery = 0 }, new Dictionary<string, KindVariant>());
        var target = Rig.Target("M 31", Rig.M31, Rig.Plan(own, 1), Rig.Plan(Lum)) with { DitherEvery = 4 };
        Assert.Equal([0, 4, 4], Round(Rig.Input(Rig.Midnight, target)).Slots.Select(s => s.DitherEvery));
    }

    [Fact]
    public void Before_dusk_it_waits_for_the_dark()
    {
        var wait = Assert.IsType<WaitDecision>(Planner.Next(Rig.Input(Rig.Midnight.AddHours(-7), Rig.Target("M 31", Rig.M31, Rig.Plan(Lum)))));
        var sky = new NightSky(Rig.Site, Rig.Midnight);
        Assert.InRange(wait.Until - sky.Night.AstronomicalDusk!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Contains("too bright", wait.Reason);
        Assert.Equal(WaitCause.Darkness, wait.Cause);
        Assert.IsType<RoundDecision>(Planner.Next(Rig.Input(wait.Until, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum)))));
    }

    [Fact]
    public void It_waits_for_a_target_that_rises_later()
    {
        var target = Rig.Target("M 42", Rig.M42, Rig.Plan(Lum));
        var wait = Assert.IsType<WaitDecision>(Planner.Next(Rig.Input(Rig.Midnight, target)));
        Assert.InRange(Sky.Horizontal(Rig.M42, Rig.Site, wait.Until).AltitudeDegrees, 30, 30.005);
        Assert.Contains("M 42", wait.Reason);
        Assert.Equal(WaitCause.Target, wait.Cause);
        Assert.IsType<RoundDecision>(Planner.Next(Rig.Input(wait.Until, target)));
    }

    [Fact]
    public void It_waits_for_the_moon_to_go_down()
    {
        // First quarter on 2025-10-29: the moon sets about midnight.
        var evening = new DateTimeOffset(2025, 10, 29, 21, 0, 0, TimeSpan.Zero);
        var wait = Assert.IsType<WaitDecision>(Planner.Next(Rig.Input(evening, MoonShy())));
        Assert.InRange(Moon.AltitudeDegrees(Rig.Site, wait.Until), 4.7, 5);
        Assert.Contains("the moon is too near", wait.Reason);
        Assert.Equal(WaitCause.Target, wait.Cause);
        Assert.IsType<RoundDecision>(Planner.Next(Rig.Input(wait.Until, MoonShy())));
    }

    [Fact]
    public void A_moon_that_stays_up_ends_the_night()
    {
        // Four days after full moon: it rises about half past ten and stays up till dawn.
        var evening = new DateTimeOffset(2025, 11, 9, 21, 30, 0, TimeSpan.Zero);
        Assert.IsType<RoundDecision>(Planner.Next(Rig.Input(evening, MoonShy())));
        var later = Assert.IsType<DoneDecision>(Planner.Next(Rig.Input(evening.AddHours(3), MoonShy())));
        Assert.Contains("the moon is too near", Assert.Single(later.Rejected).Reason);
    }

    [Fact]
    public void An_exposure_that_would_outlast_the_night_is_not_given()
    {
        var input = Rig.Input(Rig.Midnight, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum)));
        var round = Round(input with { Ends = Rig.Midnight.AddSeconds(100) });
        Assert.Equal(["redcat Lum L 60"], Lines(round));
        Assert.IsType<DoneDecision>(Planner.Next(input with { Ends = Rig.Midnight.AddSeconds(59) }));
    }

    [Fact]
    public void Dawn_ends_the_work_of_a_plan_as_its_twilight_level_says()
    {
        var dawn = new NightSky(Rig.Site, Rig.Midnight).Night.AstronomicalDawn!.Value;
        var bright = new Kind("Bright", Rig.Variant("L", 120) with { Twilight = TwilightLevel.Nautical }, new Dictionary<string, KindVariant>());
        var night = Rig.Target("M 42", Rig.M42, Rig.Plan(Lum));
        var nautical = Rig.Target("M 42 bright", Rig.M42, Rig.Plan(bright));
        Assert.IsType<DoneDecision>(Planner.Next(Rig.Input(dawn.AddSeconds(-30), night) with { CurrentTargetId = night.TargetId }));
        Assert.Equal("M 42 bright", Round(Rig.Input(dawn.AddSeconds(-30), night, nautical)).Target.Name);
    }

    [Fact]
    public void A_target_that_sets_within_the_minimum_time_is_only_kept_never_taken()
    {
        var target = Rig.Target("M 31", Rig.M31, Rig.Plan(Lum));
        var sets = new Visibility(target, new(Rig.Site, Rig.Midnight)).At(Rig.Midnight)!.Value.Until;
        var input = Rig.Input(sets.AddMinutes(-20), target);
        Assert.Contains("less than its minimum time", Assert.Single(Planner.Next(input).Rejected).Reason);
        Assert.IsType<RoundDecision>(Planner.Next(input with { CurrentTargetId = target.TargetId }));
        Assert.IsType<DoneDecision>(Planner.Next(input with { Now = sets.AddSeconds(-50), CurrentTargetId = target.TargetId }));
    }

    [Fact]
    public void Complete_catalogues_end_the_night_with_their_reason()
    {
        var complete = Rig.Target("M 31", Rig.M31, Rig.Plan(Lum) with { Accepted = 20 });
        Assert.Contains("complete", Assert.IsType<DoneDecision>(Planner.Next(Rig.Input(Rig.Midnight, complete))).Reason);
        Assert.Contains("no active target", Assert.IsType<DoneDecision>(Planner.Next(Rig.Input(Rig.Midnight))).Reason);
    }

    [Fact]
    public void A_filter_that_no_camera_has_is_said_so()
    {
        var target = Rig.Target("M 31", Rig.M31, Rig.Plan(Rig.Kind("SII", "SII", 300)));
        var done = Assert.IsType<DoneDecision>(Planner.Next(Rig.Input(Rig.Midnight, target) with { Cameras = [Rig.Esprit, Rig.Redcat] }));
        Assert.Contains("No camera has the filter \"SII\"", Assert.Single(done.Rejected).Reason);
    }

    [Fact]
    public void Without_cameras_it_waits_for_one_while_the_night_lasts()
    {
        var input = Rig.Input(Rig.Midnight, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum))) with { Cameras = [] };
        Assert.IsType<WaitDecision>(Planner.Next(input));
        Assert.IsType<DoneDecision>(Planner.Next(input with { Now = Rig.Midnight.AddHours(9) }));
    }

    private static TargetToPlan MoonShy()
    {
        var variant = Rig.Variant("L", 60) with { Moon = new() { MoonDown = true } };
        return Rig.Target("M 31", Rig.M31, Rig.Plan(new Kind("Lum", variant, new Dictionary<string, KindVariant>())));
    }

    private static RoundDecision Round(PlanningInput input) => Assert.IsType<RoundDecision>(Planner.Next(input));

    private static string[] Lines(RoundDecision round) =>
        [.. round.Slots.Select(s => $"{s.Camera} {s.Kind} {s.Filter ?? "-"} {s.Exposure.TotalSeconds}")];
}
