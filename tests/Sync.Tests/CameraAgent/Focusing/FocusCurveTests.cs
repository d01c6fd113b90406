using Sync.CameraAgent.Focusing;

namespace Sync.Tests.CameraAgent.Focusing;

public sealed class FocusCurveTests
{
    [Theory]
    [InlineData(10_000, 1.8, 0.02, 50)]
    [InlineData(123, 2.5, 0.4, 5)]
    [InlineData(60_000, 1.2, 0.001, 800)]
    public void A_perfect_curve_is_found_again(double focus, double best, double slope, int step)
    {
        var curve = FocusCurve.Through([.. Curve(focus + (0.3 * step), best, slope, step, 4, (int)focus)])!;
        Assert.Equal(focus + (0.3 * step), curve.Position, 0.001 * step);
        Assert.Equal(best, curve.HfrPixels, 1e-6);
        Assert.Equal(slope, curve.SlopePixels, 1e-6 * slope);
        Assert.Equal(1, curve.RSquared, 1e-9);
        Assert.Equal(best, curve.At(curve.Position), 1e-6);
    }

    [Fact]
    public void Seeing_of_two_per_cent_moves_focus_by_less_than_a_fifth_of_a_step()
    {
        var chance = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var focus = 5000 + (40 * chance.NextDouble());
            var points = Curve(focus, 2, 0.03, 50, 4, 5000).Select(p => p with { HfrPixels = p.HfrPixels * (1 + (0.02 * Normal(chance))) });
            var curve = FocusCurve.Through([.. points])!;
            Assert.Equal(focus, curve.Position, 10.0);
            Assert.True(curve.RSquared > 0.97, $"run {run}: R² {curve.RSquared}");
        }
    }

    [Fact]
    public void A_frame_that_a_cloud_crossed_does_not_shift_focus()
    {
        var points = Curve(5012, 2, 0.03, 50, 4, 5000).ToList();
        points[1] = points[1] with { HfrPixels = points[1].HfrPixels * 0.5 };
        Assert.Equal(5012, FocusCurve.Through(points)!.Position, 1.0);
    }

    [Fact]
    public void Points_without_a_lowest_place_have_no_curve()
    {
        Assert.Null(FocusCurve.Through([.. Enumerable.Range(0, 9).Select(i => new FocusPoint(i * 50, 3 - (0.01 * i * i)))]));
        Assert.Null(FocusCurve.Through([.. Enumerable.Range(0, 4).Select(i => new FocusPoint(i * 50, 3 + Math.Abs(i - 2)))]));
        Assert.Null(FocusCurve.Through([.. Enumerable.Range(0, 9).Select(i => new FocusPoint(i % 2 * 50, 3))]));
    }

    internal static IEnumerable<FocusPoint> Curve(double focus, double best, double slope, int step, int offset, int middle) =>
        from i in Enumerable.Range(-offset, (2 * offset) + 1)
        let position = middle + (i * step)
        select new FocusPoint(position, Math.Sqrt((best * best) + Math.Pow(slope * (position - focus), 2)));

    private static double Normal(Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
