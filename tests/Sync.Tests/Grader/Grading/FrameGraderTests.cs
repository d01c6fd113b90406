using Sync.Grader.Grading;

namespace Sync.Tests.Grader.Grading;

public sealed class FrameGraderTests
{
    private static readonly Sample Usual = new() { Stars = 100, HfrPixels = 2, FwhmPixels = 3, Eccentricity = 0.4 };

    // Star counts 98, 100, 102, ... : mean and sample deviation are easy to tell.
    private static readonly Sample[] Varied =
    [
        Usual with { Stars = 98, HfrPixels = 1.9, FwhmPixels = 2.9, Eccentricity = 0.3 },
        Usual,
        Usual with { Stars = 102, HfrPixels = 2.1, FwhmPixels = 3.1, Eccentricity = 0.5 },
    ];

    private static readonly GradingOptions AllOn = GradingOptions.Default with
    {
        Fwhm = new WidthRule { Enabled = true },
        Eccentricity = new WidthRule { Enabled = true },
    };

    [Fact]
    public void A_frame_like_the_others_is_accepted() => Accepted(Usual, Varied, AllOn);

    [Fact]
    public void With_fewer_than_three_others_every_frame_is_accepted() =>
        Accepted(Usual with { Stars = 0, HfrPixels = null }, Varied[..2], AllOn);

    [Fact]
    public void With_nothing_to_compare_every_frame_is_accepted()
    {
        var off = GradingOptions.Default with { StarCount = false, Hfr = new WidthRule(), GuidingRms = false };
        Accepted(Usual with { Stars = 0, HfrPixels = 99, GuidingRmsPixels = 99 }, Varied, off);
    }

    [Fact]
    public void No_stars_is_a_matter_of_the_star_count()
    {
        Rejected(Reasons.StarCount, Usual with { Stars = 0, HfrPixels = null }, Varied, GradingOptions.Default);
        var cloudy = Enumerable.Repeat(Usual with { Stars = 0 }, 3).ToArray();
        Rejected(Reasons.StarCount, Usual with { Stars = 0 }, cloudy, GradingOptions.Default);
    }

    [Theory]
    [InlineData(92, true)]
    [InlineData(91, false)]
    public void The_star_count_may_fall_by_four_sample_deviations(int stars, bool accepted)
    {
        // Mean 100, deviation with n - 1: 2; with n it would be 1.63 and 94 the limit.
        Assert.Equal(accepted, FrameGrader.Grade(Usual with { Stars = stars }, Varied, GradingOptions.Default with { Hfr = new() }).Accepted);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_better_frame_passes_only_where_improvement_is_accepted(bool accept, bool accepted)
    {
        var options = AllOn with { AcceptImprovement = accept };
        Assert.Equal(accepted, FrameGrader.Grade(Usual with { Stars = 500 }, Varied, options).Accepted);
        Assert.Equal(accepted, FrameGrader.Grade(Usual with { HfrPixels = 1 }, Varied, options).Accepted);
        Assert.Equal(accepted, FrameGrader.Grade(Usual with { FwhmPixels = 1 }, Varied, options).Accepted);
        Assert.Equal(accepted, FrameGrader.Grade(Usual with { Eccentricity = 0.002 }, Varied, options with { Eccentricity = new() { Enabled = true, Sigmas = 3 } }).Accepted);
    }

    [Fact]
    public void A_soft_frame_is_rejected_for_its_hfr()
    {
        Accepted(Usual with { HfrPixels = 2.399 }, Varied, AllOn);
        Rejected(Reasons.Hfr, Usual with { HfrPixels = 2.401 }, Varied, AllOn);
    }

    [Fact]
    public void Others_that_are_all_alike_reject_any_worse_value()
    {
        var alike = Enumerable.Repeat(Usual with { HfrPixels = 2.1 }, 6).ToArray();
        Accepted(Usual with { HfrPixels = 2.1 }, alike, AllOn);
        Accepted(Usual with { HfrPixels = 2.09 }, alike, AllOn);
        Rejected(Reasons.Hfr, Usual with { HfrPixels = 2.1001 }, alike, AllOn);
        Rejected(Reasons.StarCount, Usual with { Stars = 99, HfrPixels = 2.1 }, alike, AllOn);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(0.001)]
    [InlineData(double.NaN)]
    public void A_frame_without_a_half_flux_radius_is_rejected(double? hfr)
    {
        Rejected(Reasons.Hfr, Usual with { HfrPixels = hfr }, Varied, GradingOptions.Default);
        Rejected(Reasons.Hfr, Usual with { HfrPixels = hfr }, Varied,
            GradingOptions.Default with { Hfr = new() { Enabled = true, AutoAcceptLevel = 3 } });
    }

    [Fact]
    public void The_levels_go_before_the_comparison()
    {
        var accept = AllOn with { Hfr = new() { Enabled = true, AutoAcceptLevel = 3 } };
        Accepted(Usual with { HfrPixels = 3 }, Varied, accept);
        Rejected(Reasons.Hfr, Usual with { HfrPixels = 3.01 }, Varied, accept);
        var reject = AllOn with { Fwhm = new() { Enabled = true, AutoRejectLevel = 2.5 } };
        Rejected(Reasons.Fwhm, Usual, Varied, reject);
        Accepted(Usual with { FwhmPixels = 2.5 }, Varied, reject);
    }

    [Fact]
    public void A_level_accepts_its_own_measure_only()
    {
        var options = AllOn with { Hfr = new() { Enabled = true, AutoAcceptLevel = 3 } };
        Rejected(Reasons.Fwhm, Usual with { FwhmPixels = 9 }, Varied, options);
    }

    [Fact]
    public void Width_and_eccentricity_decide_only_when_they_are_on()
    {
        var bad = Usual with { FwhmPixels = 9, Eccentricity = 0.99 };
        Accepted(bad, Varied, GradingOptions.Default);
        Rejected(Reasons.Fwhm, bad, Varied, AllOn);
        Rejected(Reasons.Eccentricity, bad with { FwhmPixels = 3 }, Varied, AllOn);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    public void An_unknown_width_or_eccentricity_passes(double? unknown)
    {
        Accepted(Usual with { FwhmPixels = unknown, Eccentricity = unknown }, Varied, AllOn);
        var bad = Usual with { FwhmPixels = 9, Eccentricity = 0.99 };
        Accepted(bad, [.. Varied, Usual with { FwhmPixels = unknown, Eccentricity = unknown }], AllOn);
        Accepted(bad, [.. Varied, Usual with { FwhmPixels = 0, Eccentricity = 0 }], AllOn);
    }

    [Fact]
    public void The_first_measure_that_fails_is_named()
    {
        var bad = new Sample { Stars = 1, HfrPixels = 9, FwhmPixels = 9, Eccentricity = 0.99, GuidingRmsPixels = 9 };
        Rejected(Reasons.GuidingRms, bad, Varied, AllOn);
        Rejected(Reasons.StarCount, bad with { GuidingRmsPixels = 8 }, Varied, AllOn);
        Rejected(Reasons.Hfr, bad with { GuidingRmsPixels = null, Stars = 100 }, Varied, AllOn);
    }

    [Fact]
    public void Guiding_needs_no_other_frames() =>
        Rejected(Reasons.GuidingRms, Usual with { GuidingRmsPixels = 8.1 }, [], GradingOptions.Default);

    [Fact]
    public void Guiding_is_compared_in_pixels_of_the_camera()
    {
        // 3.76 micrometres at 500 mm: 1.551 arc seconds a pixel, twice that when binned by 2.
        var scale = PixelScale.ArcsecPerPixel(3.76, 500, 1);
        Assert.Equal(1.5511, scale, 4);
        Assert.Equal(2 * scale, PixelScale.ArcsecPerPixel(3.76, 500, 2), 12);
        Assert.Equal(2, PixelScale.GuidingRmsPixels(2 * scale, scale), 12);
    }

    [Fact]
    public void Only_the_newest_nine_others_are_looked_at()
    {
        var old = Enumerable.Repeat(Usual with { HfrPixels = 20 }, 5);
        var newest = Enumerable.Range(0, 9).Select(i => Usual with { HfrPixels = 2 + 0.01 * i });
        Rejected(Reasons.Hfr, Usual with { HfrPixels = 3 }, [.. newest, .. old], GradingOptions.Default);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_by_name()
    {
        GradingOptions.Default.Validate();
        var wrong = Assert.Throws<ArgumentException>((GradingOptions.Default with { Hfr = new() { Sigmas = -1 } }).Validate);
        Assert.Equal("The grader's setting Hfr:Sigmas is -1; it must be 0 or more.", wrong.Message);
        Assert.Throws<ArgumentException>((GradingOptions.Default with { MinimumSamples = 1 }).Validate);
        Assert.Throws<ArgumentException>((GradingOptions.Default with { MaximumSamples = 3 }).Validate);
    }

    private static void Accepted(Sample frame, Sample[] others, GradingOptions options) =>
        Assert.Equal(Verdict.Accept, FrameGrader.Grade(frame, others, options));

    private static void Rejected(string reason, Sample frame, Sample[] others, GradingOptions options) =>
        Assert.Equal(Verdict.Reject(reason), FrameGrader.Grade(frame, others, options));
}
