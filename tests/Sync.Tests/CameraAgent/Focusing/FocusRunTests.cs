using Sync.CameraAgent.Focusing;

namespace Sync.Tests.CameraAgent.Focusing;

public sealed class FocusRunTests
{
    private static readonly FocusPlan Plan = new(50, 4, 0.7, 0, 20_000);

    [Theory]
    [InlineData(5000)]
    [InlineData(5013)]
    [InlineData(5120)]
    [InlineData(4870)]
    public void Focus_is_passed_with_four_points_on_each_side(int focus)
    {
        var (end, points) = Run(Plan, 5000, position => Radius(position - focus));
        var curve = Assert.IsType<Focused>(end).Curve;
        Assert.Equal(focus, curve.Position, 0.5);
        var best = points.MinBy(p => p.HfrPixels).Position;
        Assert.True(points.Count(p => p.Position > best) >= 4 && points.Count(p => p.Position < best) >= 4);
    }

    [Fact]
    public void A_good_guess_takes_nine_frames_and_goes_down_only()
    {
        var (_, points) = Run(Plan, 5000, position => Radius(position - 5003));
        Assert.Equal([5200, 5150, 5100, 5050, 5000, 4950, 4900, 4850, 4800], points.Select(p => p.Position));
    }

    [Fact]
    public void Without_stars_it_gives_up_after_a_few_frames()
    {
        var (end, points) = Run(Plan, 5000, _ => 0);
        Assert.Equal(("No stars were found in 4 frames.", 4), (Assert.IsType<NotFocused>(end).Reason, points.Count));
    }

    [Fact]
    public void Far_from_focus_it_gives_up_with_a_reason()
    {
        var (end, points) = Run(Plan, 5000, position => Radius(position - 2000));
        Assert.Equal("After 18 frames focus was not passed yet; begin nearer to it.", Assert.IsType<NotFocused>(end).Reason);
        Assert.Equal(Plan.MostPoints, points.Count);
    }

    [Fact]
    public void At_the_end_of_the_focuser_it_says_so()
    {
        var (end, _) = Run(Plan with { LowestPosition = 4925 }, 5000, position => Radius(position - 4930));
        Assert.Equal("The focuser ends at 4925, and focus was not passed yet.", Assert.IsType<NotFocused>(end).Reason);
    }

    [Fact]
    public void A_curve_through_noise_is_refused()
    {
        var chance = new Random(3);
        var (end, _) = Run(Plan, 5000, position => Radius(0.05 * (position - 5000)) + (1.5 * chance.NextDouble()));
        Assert.IsType<NotFocused>(end);
    }

    private static double Radius(double away) => Math.Sqrt(4 + Math.Pow(0.03 * away, 2));

    private static (FocusStep End, List<FocusPoint> Points) Run(FocusPlan plan, int start, Func<int, double> radius)
    {
        var points = new List<FocusPoint>();
        while (true)
        {
            var step = FocusRun.Next(plan, start, points);
            if (step is not MeasureAt { Position: var position })
                return (step, points);
            points.Add(new(position, radius(position)));
        }
    }
}
