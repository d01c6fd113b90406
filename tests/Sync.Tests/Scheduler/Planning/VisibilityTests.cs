using Sync.Astro.Coordinates;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class VisibilityTests
{
    private static readonly TargetToPlan M31 = Rig.Target("M 31", Rig.M31);

    [Fact]
    public void A_target_is_up_between_its_crossings_of_the_altitude()
    {
        var span = Of(M31).At(Rig.Midnight)!.Value;
        Assert.Equal(30, Altitude(Rig.M31, span.From), 0.002);
        Assert.Equal(30, Altitude(Rig.M31, span.Until), 0.002);
        Assert.True(Altitude(Rig.M31, span.From.AddMinutes(1)) > 30);
        Assert.True(Altitude(Rig.M31, span.Until.AddMinutes(1)) < 30);
    }

    [Fact]
    public void Too_high_is_cut_out_of_the_middle()
    {
        var spans = Of(M31 with { MaximumAltitudeDegrees = 60 }).Spans;
        Assert.Equal(2, spans.Count);
        Assert.Equal(60, Altitude(Rig.M31, spans[0].Until), 0.002);
        Assert.Equal(60, Altitude(Rig.M31, spans[1].From), 0.002);
    }

    [Fact]
    public void The_meridian_window_lies_about_the_transit()
    {
        var span = Assert.Single(Of(M31 with { MeridianWindow = TimeSpan.FromHours(1) }).Spans);
        var transit = Sky.Transit(Rig.M31, Rig.Site, Rig.Midnight);
        Assert.InRange((span.From - transit.AddHours(-1)).TotalSeconds, -2, 2);
        Assert.InRange((span.Until - transit.AddHours(1)).TotalSeconds, -2, 2);
    }

    [Fact]
    public void What_never_sets_is_up_in_one_piece_and_what_never_rises_is_not()
    {
        var pole = Assert.Single(Of(M31 with { Position = new(2.5, 89), MinimumAltitudeDegrees = 20 }).Spans);
        Assert.Equal(24, pole.Length.TotalHours, 0.001);
        Assert.Empty(Of(M31 with { Position = new(2.5, -70) }).Spans);
        Assert.Empty(Of(M31 with { Position = new(2.5, -20), MinimumAltitudeDegrees = 50 }).Spans);
    }

    [Fact]
    public void What_stands_around_hides_a_target_for_those_who_heed_it()
    {
        var trees = Skyline.Parse("0 55");
        var target = M31 with { AboveSkylineDegrees = 5 };
        var open = Of(target).At(Rig.Midnight)!.Value;
        var spans = Of(target, trees).Spans;
        var span = Assert.Single(spans);
        Assert.Equal(60, Altitude(Rig.M31, span.From), 0.002);
        Assert.Equal(60, Altitude(Rig.M31, span.Until), 0.002);
        Assert.Equal(open, Of(M31, trees).At(Rig.Midnight));
        var mast = Skyline.Parse("35 0\n35.1 80\n42 80\n42.1 0");
        Assert.Equal(2, Of(target, mast).Spans.Count);
    }

    [Fact]
    public void A_target_that_is_never_clear_of_it_is_never_up()
    {
        var pit = Skyline.Parse("0 89");
        Assert.Empty(Of(M31 with { AboveSkylineDegrees = 0 }, pit).Spans);
        Assert.Equal(24, Assert.Single(Of(M31 with { Position = new(2.5, 89), MinimumAltitudeDegrees = 20, AboveSkylineDegrees = -70 }, pit).Spans).Length.TotalHours, 0.001);
    }

    private static Visibility Of(TargetToPlan target, Skyline skyline) => new(target, new(Rig.Site, Rig.Midnight, skyline));

    private static Visibility Of(TargetToPlan target) => new(target, new(Rig.Site, Rig.Midnight));

    private static double Altitude(Equatorial place, DateTimeOffset at) => Sky.Horizontal(place, Rig.Site, at).AltitudeDegrees;
}
