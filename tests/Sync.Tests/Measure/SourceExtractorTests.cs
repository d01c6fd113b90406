using System.Diagnostics;
using System.Globalization;
using Sync.Astro.Fits;
using Sync.Measure;

namespace Sync.Tests.Measure;

/// <summary>The same frames, measured by Debian's source-extractor.</summary>
public sealed class SourceExtractorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("source-extractor-");

    public void Dispose() => _folder.Delete(recursive: true);

    // Two differ by more than 5 %: it takes the pixel out of the narrowest Gaussian and gives 1.80, where the pixels record
    // 1.92; and it takes Moffat wings for width, which makes it 5.35 of a true 5.00.
    [Theory]
    [InlineData(1.8, true, 0.07)]
    [InlineData(2.5, true, 0.05)]
    [InlineData(5.0, true, 0.05)]
    [InlineData(1.8, false, 0.05)]
    [InlineData(2.5, false, 0.05)]
    [InlineData(3.2, false, 0.05)]
    [InlineData(5.0, false, 0.06)]
    public void Its_good_stars_are_found_and_their_widths_agree(double fwhm, bool gaussian, double part)
    {
        var sky = new SyntheticSky(1280, 1024).Stars(250, new Profile(fwhm, gaussian));
        var pixels = sky.Expose();
        var frame = Frame.Measure(pixels, sky.Width, sky.Height, MeasureOptions.Default);
        var theirs = Extract(pixels, sky.Width, sky.Height);

        Assert.True(theirs.Count > 100, $"source-extractor found {theirs.Count} good stars only.");
        var found = theirs.Count(their => frame.StarList.Any(star => Math.Abs(star.X - their.X) < 1 && Math.Abs(star.Y - their.Y) < 1));
        Assert.InRange(found, 0.95 * theirs.Count, theirs.Count);
        var theirMedian = theirs.Select(their => their.Fwhm).Order().ElementAt(theirs.Count / 2);
        Assert.InRange(frame.FwhmPixels!.Value, theirMedian * (1 - part), theirMedian * (1 + part));
    }

    /// <summary>Stars without flags and with a signal-to-noise ratio of at least 10.</summary>
    private List<(double X, double Y, double Fwhm)> Extract(float[] pixels, int width, int height)
    {
        using (var file = File.Create(In("frame.fits")))
        {
            FitsWriter.Write(file, new FitsHeader(), Array.ConvertAll(pixels, pixel => (ushort)pixel), width, height);
        }

        File.WriteAllText(In("default.param"), "X_IMAGE\nY_IMAGE\nFLUX_AUTO\nFLUXERR_AUTO\nFWHM_IMAGE\nFLAGS\n");
        File.WriteAllText(In("default.conv"), "CONV NORM\n1 2 1\n2 4 2\n1 2 1\n");
        File.WriteAllText(In("default.nnw"), "");
        Run("frame.fits", "-PARAMETERS_NAME", "default.param", "-FILTER_NAME", "default.conv", "-CATALOG_NAME", "out.cat",
            "-CATALOG_TYPE", "ASCII", "-DETECT_MINAREA", "5", "-DETECT_THRESH", "5", "-ANALYSIS_THRESH", "5", "-BACK_SIZE", "64",
            "-VERBOSE_TYPE", "QUIET");
        return File.ReadLines(In("out.cat"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => Array.ConvertAll(words, word => double.Parse(word, CultureInfo.InvariantCulture)))
            .Where(star => star[5] == 0 && star[2] >= 10 * star[3])
            // Its first pixel is (1, 1).
            .Select(star => (star[0] - 1, star[1] - 1, star[4]))
            .ToList();
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("source-extractor", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("source-extractor did not start.");
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"source-extractor failed: {said}");
    }
}
