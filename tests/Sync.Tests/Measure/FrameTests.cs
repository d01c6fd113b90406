using Sync.Measure;

namespace Sync.Tests.Measure;

/// <summary>Frames whose truth is known.</summary>
public sealed class FrameTests
{
    private static readonly Profile Seeing = new(3.2);

    [Theory]
    [InlineData(1.8, true)]
    [InlineData(2.5, true)]
    [InlineData(3.2, true)]
    [InlineData(5.0, true)]
    [InlineData(1.8, false)]
    [InlineData(2.5, false)]
    [InlineData(3.2, false)]
    [InlineData(5.0, false)]
    public void Widths_are_those_that_the_pixels_record(double fwhm, bool gaussian)
    {
        var profile = new Profile(fwhm, gaussian);
        var frame = Measure(new SyntheticSky(800, 600).Stars(90, profile, faintest: 3e3));
        Near(profile.RecordedHfrPixels, frame.HfrPixels, 0.03);
        Near(profile.RecordedFwhmPixels, frame.FwhmPixels, 0.02);
        Assert.InRange(frame.Elongation!.Value, 1, 1.06);
    }

    [Theory]
    [InlineData(1.1)]
    [InlineData(1.5)]
    public void Stars_of_a_short_lens_are_no_hot_pixels(double fwhm)
    {
        var profile = new Profile(fwhm);
        var frame = Measure(new SyntheticSky(800, 600).Stars(90, profile, faintest: 5e3));
        Assert.InRange(frame.Stars, 80, 90);
        Near(profile.RecordedHfrPixels, frame.HfrPixels, 0.08);
        // So few pixels hardly tell a width: it comes out up to an eighth too large.
        Near(profile.RecordedFwhmPixels, frame.FwhmPixels, 0.125);
    }

    [Fact]
    public void Stars_far_out_of_focus_are_measured()
    {
        var profile = new Profile(12);
        var frame = Measure(new SyntheticSky(800, 600).Stars(20, profile, faintest: 1e5, brightest: 1e6));
        Near(profile.RecordedHfrPixels, frame.HfrPixels, 0.03);
        Near(profile.RecordedFwhmPixels, frame.FwhmPixels, 0.02);
    }

    [Theory]
    [InlineData(2.5, true)]
    [InlineData(3.2, true)]
    [InlineData(5.0, true)]
    [InlineData(2.5, false)]
    [InlineData(3.2, false)]
    [InlineData(5.0, false)]
    public void From_two_and_a_half_pixels_up_they_are_those_of_the_optics_too(double fwhm, bool gaussian)
    {
        var profile = new Profile(fwhm, gaussian);
        var frame = Measure(new SyntheticSky(800, 600).Stars(90, profile, faintest: 3e3));
        Near(profile.HfrPixels, frame.HfrPixels, 0.05);
        Near(profile.FwhmPixels, frame.FwhmPixels, 0.05);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(90)]
    [InlineData(-45)]
    public void Long_stars_are_measured_with_their_direction(double angle)
    {
        var profile = new Profile(3.2, AxisRatio: 0.7, AngleDegrees: angle);
        var frame = Measure(new SyntheticSky(800, 600).Stars(90, profile));
        Near(1 / 0.7, frame.Elongation, 0.03);
        Near(profile.RecordedFwhmPixels, frame.FwhmPixels, 0.03);
        var away = (frame.AngleDegrees!.Value - angle + 270) % 180 - 90;
        Assert.InRange(away, -2, 2);
    }

    [Fact]
    public void The_sky_and_its_noise_are_found_under_the_stars()
    {
        var sky = new SyntheticSky(800, 600).Stars(90, Seeing);
        var frame = Measure(sky);
        Assert.InRange(frame.Background, sky.BackgroundAdu - 1, sky.BackgroundAdu + 1);
        Near(sky.NoiseAdu, frame.Noise, 0.03);
    }

    [Fact]
    public void Centroids_and_fluxes_are_those_of_the_star()
    {
        var star = Assert.Single(Measure(new SyntheticSky(200, 150).Star(80.3, 61.8, 5e4, Seeing)).StarList);
        Assert.InRange(star.X, 80.25, 80.35);
        Assert.InRange(star.Y, 61.75, 61.85);
        // The aperture holds 98 % of this profile.
        Near(0.98 * 5e4, star.Flux, 0.02);
        Assert.False(star.Saturated || star.Blended);
    }

    [Fact]
    public void Cloud_takes_stars_but_does_not_change_their_width()
    {
        var clear = Measure(new SyntheticSky(800, 600).Stars(90, Seeing));
        var cloudy = Measure(new SyntheticSky(800, 600, skyAdu: 2000).Stars(90, Seeing, 320, 4e4));
        Assert.InRange(cloudy.Stars, 1, clear.Stars * 0.65);
        Near(Seeing.RecordedFwhmPixels, cloudy.FwhmPixels, 0.04);
        Near(Seeing.RecordedHfrPixels, cloudy.HfrPixels, 0.04);
    }

    [Fact]
    public void A_frame_of_sky_has_no_stars()
    {
        var frame = Measure(new SyntheticSky(1280, 1024));
        Assert.Equal(0, frame.Stars);
        Assert.Null(frame.HfrPixels);
        Assert.Null(frame.FwhmPixels);
        Assert.Null(frame.Elongation);
        Assert.Null(frame.AngleDegrees);
    }

    [Fact]
    public void Hot_pixels_are_no_stars() => Assert.Equal(0, Measure(new SyntheticSky(800, 600).HotPixels(300)).Stars);

    [Fact]
    public void Hot_pixels_do_not_change_the_stars()
    {
        var frame = Measure(new SyntheticSky(800, 600).Stars(90, Seeing, faintest: 3e3).HotPixels(300));
        Assert.InRange(frame.Stars, 70, 90);
        Near(Seeing.RecordedHfrPixels, frame.HfrPixels, 0.03);
        Near(Seeing.RecordedFwhmPixels, frame.FwhmPixels, 0.03);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void A_cosmic_rays_track_is_no_star(int stepX, int stepY)
    {
        var sky = new SyntheticSky(200, 150);
        var pixels = sky.Expose();
        for (var i = 0; i < 9; i++)
        {
            pixels[(60 + i * stepY) * sky.Width + 80 + i * stepX] += 3000 + 200 * i;
        }

        Assert.Equal(0, Frame.Measure(pixels, sky.Width, sky.Height, MeasureOptions.Default).Stars);
    }

    [Fact]
    public void Saturated_stars_are_flagged_and_left_out_of_the_medians()
    {
        var frame = Measure(new SyntheticSky(800, 600).Stars(50, Seeing, 1e4, 1e5).Stars(60, Seeing, 2e6, 2e7));
        Assert.InRange(frame.Saturated, 50, 60);
        Near(Seeing.RecordedFwhmPixels, frame.FwhmPixels, 0.03);
        Near(Seeing.RecordedHfrPixels, frame.HfrPixels, 0.03);
    }

    [Fact]
    public void Only_saturated_stars_give_a_count_without_widths()
    {
        var frame = Measure(new SyntheticSky(200, 150).Star(100, 75, 1e7, Seeing));
        Assert.Equal((1, 1), (frame.Stars, frame.Saturated));
        Assert.Null(frame.HfrPixels);
    }

    [Fact]
    public void A_crowd_does_not_change_the_widths()
    {
        var frame = Measure(new SyntheticSky(800, 600).Stars(2000, Seeing));
        Assert.InRange(frame.Stars, 1000, 2000);
        Near(Seeing.RecordedFwhmPixels, frame.FwhmPixels, 0.04);
        Near(Seeing.RecordedHfrPixels, frame.HfrPixels, 0.04);
    }

    [Fact]
    public void A_pair_is_two_stars_that_touch()
    {
        var frame = Measure(new SyntheticSky(200, 150).Star(80, 60, 5e4, Seeing).Star(87, 60, 3e4, Seeing));
        Assert.Equal(2, frame.Stars);
        Assert.All(frame.StarList, star => Assert.True(star.Blended));
        Assert.All(frame.StarList, star => Near(Seeing.RecordedFwhmPixels, star.FwhmPixels, 0.1));
    }

    [Fact]
    public void Stars_cut_by_the_edge_are_left_out() =>
        Assert.Equal(0, Measure(new SyntheticSky(200, 150).Star(1, 75, 5e4, Seeing).Star(100, 148.5, 5e4, Seeing)).Stars);

    [Fact]
    public void A_sky_with_a_slope_does_not_change_the_stars()
    {
        var level = Measure(new SyntheticSky(800, 600).Stars(90, Seeing, faintest: 3e3));
        var sloped = Measure(new SyntheticSky(800, 600).Stars(90, Seeing, faintest: 3e3).Gradient(0.1));
        Assert.InRange(sloped.Stars, level.Stars - 5, level.Stars);
        Near(Seeing.RecordedHfrPixels, sloped.HfrPixels, 0.03);
    }

    [Fact]
    public void Coarse_steps_of_the_sensor_do_not_move_the_sky()
    {
        // 12 bit in 16 bit files: steps of 16 ADU.
        var sky = new SyntheticSky(800, 600).Stars(90, Seeing, faintest: 3e3);
        var pixels = Array.ConvertAll(sky.Expose(), pixel => MathF.Round(pixel / 16) * 16);
        var frame = Frame.Measure(pixels, sky.Width, sky.Height, MeasureOptions.Default);
        Assert.InRange(frame.Background, sky.BackgroundAdu - 1.5, sky.BackgroundAdu + 1.5);
        Near(Seeing.RecordedHfrPixels, frame.HfrPixels, 0.03);
    }

    [Fact]
    public void Blank_pixels_are_neither_sky_nor_star()
    {
        var sky = new SyntheticSky(400, 300).Stars(30, Seeing, faintest: 1e4);
        var pixels = sky.Expose();
        pixels.AsSpan(0, 400 * 100).Fill(float.NaN);
        var frame = Frame.Measure(pixels, 400, 300, MeasureOptions.Default);
        Assert.InRange(frame.Background, sky.BackgroundAdu - 2, sky.BackgroundAdu + 2);
        Assert.All(frame.StarList, star => Assert.True(star.Y > 99));
        Near(Seeing.RecordedHfrPixels, frame.HfrPixels, 0.04);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(1, 300)]
    [InlineData(300, 1)]
    public void Frames_of_any_size_and_of_one_level_have_no_stars(int width, int height)
    {
        var frame = Frame.Measure(Enumerable.Repeat(100f, width * height).ToArray(), width, height, MeasureOptions.Default);
        Assert.Equal((0, 100.0, 0.0), (frame.Stars, frame.Background, frame.Noise));
        Assert.Equal(0, Frame.Measure(Enumerable.Repeat(float.NaN, width * height).ToArray(), width, height, MeasureOptions.Default).Stars);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Frame.Measure(new float[10], 3, 3, MeasureOptions.Default));
        Assert.Equal("The frame has 10 pixels; 3 × 3 must be above 0 and make as many.", wrong.Message);
        Assert.Throws<ArgumentException>(() => Frame.Measure(new float[9], 3, 3, new MeasureOptions { TilePixels = 1 }));
    }

    private static FrameMeasurement Measure(SyntheticSky sky) =>
        Frame.Measure(sky.Expose(), sky.Width, sky.Height, MeasureOptions.Default);

    private static void Near(double truth, double? value, double part)
    {
        Assert.NotNull(value);
        Assert.InRange(value.Value, truth * (1 - part), truth * (1 + part));
    }
}
