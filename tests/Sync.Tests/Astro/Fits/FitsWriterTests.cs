using System.Diagnostics;
using Sync.Astro.Fits;
using Xunit.Abstractions;

namespace Sync.Tests.Astro.Fits;

public sealed class FitsWriterTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1440, 1)]
    [InlineData(1000, 601)]
    public void A_frame_comes_back_pixel_for_pixel_in_whole_blocks(int width, int height)
    {
        var pixels = Pixels(width * height);
        using var stream = new MemoryStream();
        FitsWriter.Write(stream, new FitsHeader().Set("OBJECT", "M 42"), pixels, width, height);

        Assert.Equal(0, stream.Length % 2880);
        Assert.Equal(2880 + ((2L * width * height + 2879) / 2880 * 2880), stream.Length);
        stream.Position = 0;
        var image = FitsReader.Read(stream);
        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.Equal(Array.ConvertAll(pixels, pixel => (float)pixel), image.Pixels);
        Assert.Equal("M 42", image.Header.Text("OBJECT"));
    }

    [Fact]
    public void Pixels_are_stored_big_endian_about_32768_and_padded_with_zeros()
    {
        using var stream = new MemoryStream();
        FitsWriter.Write(stream, new FitsHeader(), [0, 32768, 65535, 1], 4, 1);

        var bytes = stream.ToArray();
        Assert.Equal([0x80, 0x00, 0x00, 0x00, 0x7F, 0xFF, 0x80, 0x01], bytes[2880..2888]);
        Assert.All(bytes[2888..], padding => Assert.Equal(0, padding));
    }

    [Fact]
    public void Structure_comes_from_the_pixels_even_if_the_extra_cards_say_otherwise()
    {
        var extra = new FitsHeader().Set("BITPIX", 8).Set("NAXIS1", 99).Set("BZERO", 5).Set("CHECKSUM", "old").Set("GAIN", 3);
        using var stream = new MemoryStream();
        FitsWriter.Write(stream, extra, new ushort[6], 3, 2);

        stream.Position = 0;
        var header = FitsReader.ReadHeader(stream);
        Assert.Equal(["SIMPLE", "BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "BZERO", "BSCALE", "GAIN"], header.Select(card => card.Keyword));
        Assert.Equal(16, header.Whole("BITPIX"));
        Assert.Equal(3, header.Whole("NAXIS1"));
    }

    [Fact]
    public void Pixels_that_do_not_fill_the_frame_are_refused() =>
        Assert.Throws<ArgumentException>(() => FitsWriter.Write(new MemoryStream(), new FitsHeader(), new ushort[5], 3, 2));

    [Fact]
    public void Fitsverify_finds_no_fault()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.fits");
        try
        {
            using (var stream = File.Create(file))
            {
                FitsWriter.Write(stream, Extra(), Pixels(123 * 45), 123, 45);
            }

            var report = Fitsverify(file);
            output.WriteLine(report);
            Assert.Contains("found 0 warning(s) and 0 error(s)", report);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_large_frame_is_written_and_read_quickly()
    {
        const int width = 6000, height = 4000;
        var pixels = Pixels(width * height);
        using var stream = new MemoryStream((2 * width * height) + 10000);
        FitsWriter.Write(stream, new FitsHeader(), pixels, width, height);
        stream.Position = 0;
        var start = Stopwatch.GetTimestamp();
        FitsWriter.Write(stream, new FitsHeader(), pixels, width, height);
        var written = Stopwatch.GetElapsedTime(start);
        stream.Position = 0;
        start = Stopwatch.GetTimestamp();
        FitsReader.Read(stream);
        var read = Stopwatch.GetElapsedTime(start);

        output.WriteLine($"24 megapixels: written in {written.TotalMilliseconds:0} ms, read in {read.TotalMilliseconds:0} ms");
        Assert.True(written + read < TimeSpan.FromSeconds(3));
    }

    private static FitsHeader Extra()
    {
        var extra = new FitsHeader()
            .Set("OBJECT", "Barnard's Loop, the long way round: " + new string('x', 60), "target")
            .Set("FILTER", "Hα").Set("EMPTY", "").Set("DATE-OBS", new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), "UTC")
            .Set("EXPTIME", 300.0, "[s] " + new string('c', 90)).Set("TINY", 1e-300).Set("HUGE", -1.7976931348623157E+308)
            .Set("GAIN", 100).Set("GUIDED", true).Set("COMMENT", "pixels made for a test").Set("HISTORY", new string('h', 100));
        for (var i = 0; i < 40; i++)
        {
            extra.Set($"KEY{i}", i);
        }

        return extra;
    }

    private static string Fitsverify(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("fitsverify", [file]) { RedirectStandardOutput = true })!;
        var report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return report;
    }

    private static ushort[] Pixels(int count)
    {
        var pixels = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            pixels[i] = (ushort)(i * 40503L);
        }

        return pixels;
    }
}
