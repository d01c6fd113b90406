using Sync.Host.Snaps;

namespace Sync.Tests.Host.Snaps;

public sealed class PreviewTests
{
    [Theory]
    [InlineData(500, 6)]
    [InlineData(12_000, 80)]
    [InlineData(50, 1)]
    public void The_sky_is_dark_grey_and_stars_are_brighter(double background, double noise)
    {
        var sky = (ushort)background;
        var preview = Preview.Of([sky, (ushort)(sky + (20 * noise)), ushort.MaxValue, 0], 2, background, noise);
        Assert.InRange(preview.Pixels[0], 62, 66);
        Assert.InRange(preview.Pixels[1], preview.Pixels[0] + 40, 254);
        Assert.Equal((255, 0), (preview.Pixels[2], preview.Pixels[3]));
    }

    [Fact]
    public void A_large_frame_is_made_small()
    {
        var pixels = new ushort[4100 * 30];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (ushort)(i % 2 * 2000); // columns that average
        var preview = Preview.Of(pixels, 4100, 1000, 10);
        Assert.Equal((1366, 1366 * 10), (preview.Width, preview.Pixels.Length));
        Assert.True(preview.Pixels.Distinct().Count() <= 2);
    }

    [Fact]
    public void A_frame_without_a_sky_is_shown_all_the_same() => Assert.Equal([0, 255], Preview.Of([0, ushort.MaxValue], 2, double.NaN, double.NaN).Pixels);
}
