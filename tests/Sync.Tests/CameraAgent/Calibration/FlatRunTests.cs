using Sync.CameraAgent.Calibration;
using Sync.Contracts;

namespace Sync.Tests.CameraAgent.Calibration;

public class FlatRunTests
{
    private static readonly FlatLevel Level = new() { Adu = 30000, TolerancePercent = 5, Shortest = TimeSpan.FromSeconds(0.1), Longest = TimeSpan.FromSeconds(20) };

    /// <summary>A sensor with a bias, full at 65535, before a light of so many ADU a second.</summary>
    [Theory]
    [InlineData(2000, 500, 4)]
    [InlineData(20000, 500, 4)]
    [InlineData(250000, 500, 5)]
    [InlineData(1700, 5000, 4)]
    public void A_few_tries_find_the_exposure_whatever_the_light(double rate, double bias, int atMost)
    {
        var (found, tries) = Search(rate, bias);
        Assert.InRange(bias + (rate * Assert.IsType<FlatFound>(found).Exposure.TotalSeconds), 28500, 31500);
        Assert.InRange(tries.Count, 1, atMost);
        Assert.All(tries, t => Assert.Equal(Math.Round(t.Exposure.TotalMilliseconds), t.Exposure.TotalMilliseconds, 1e-9));
    }

    [Fact]
    public void Too_little_and_too_much_light_are_named_with_what_there_was()
    {
        Assert.Equal(
            "20 s, the longest exposure that is allowed, give a median of 2500 ADU, and 30000 are wanted: it is too dark.", Assert.IsType<NoFlat>(Search(100, 500).Found).Reason);
        Assert.Equal(
            "0.1 s, the shortest exposure that is allowed, give a median of 65535 ADU, and 30000 are wanted: it is too bright.", Assert.IsType<NoFlat>(Search(1e7, 500).Found).Reason);
    }

    [Fact]
    public void A_light_that_flickers_is_given_up()
    {
        List<FlatTry> tries = [];
        for (var i = 0; i < FlatRun.MostTries; i++)
            tries.Add(new(TimeSpan.FromSeconds(1 + i), i % 2 == 0 ? 50000 : 8000));
        Assert.Equal(
            "After 10 exposures none has had a median near 30000 ADU; the last, of 10 s, had 8000.", Assert.IsType<NoFlat>(FlatRun.Next(Level, tries)).Reason);
    }

    private static (FlatStep Found, List<FlatTry> Tries) Search(double rate, double bias)
    {
        List<FlatTry> tries = [];
        var step = FlatRun.Next(Level, tries);
        for (; step is TryFlat { Exposure: var exposure }; step = FlatRun.Next(Level, tries))
            tries.Add(new(exposure, Math.Min(65535, bias + (rate * exposure.TotalSeconds))));
        return (step, tries);
    }
}
