using Sync.Astro.Fits;
using Sync.Grader;
using Sync.Measure;
using Sync.Tests.Measure;

namespace Sync.Tests.Grader;

public sealed class GradeFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grade-files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_measured_as_its_pixels_are()
    {
        var sky = new SyntheticSky(400, 300).Stars(30, new Profile(3.2));
        var pixels = sky.Expose();
        var path = Write("stars.fits", pixels, 400, 300, new FitsHeader());
        var truth = Frame.Measure(pixels, 400, 300, MeasureOptions.Default);
        var file = Assert.Single(GradeFiles.Measure([path], MeasureOptions.Default, new Ticking()));
        Assert.Equal(
            new FileMeasurement
            {
                File = path,
                Stars = truth.Stars,
                HfrPixels = truth.HfrPixels,
                FwhmPixels = truth.FwhmPixels,
                Elongation = truth.Elongation,
                AngleDegrees = truth.AngleDegrees,
                Background = truth.Background,
                Noise = truth.Noise,
                MeasureMilliseconds = 250,
            },
            file);
    }

    [Fact]
    public void The_files_own_saturation_level_counts()
    {
        var pixels = new SyntheticSky(200, 150).Star(100, 75, 1e5, new Profile(3.2)).Expose();
        var path = Write("star.fits", pixels, 200, 150, new FitsHeader().Set("SATURATE", 4000.0));
        var file = Assert.Single(GradeFiles.Measure([path], MeasureOptions.Default, TimeProvider.System));
        Assert.Equal(1, file.Stars);
        Assert.Null(file.HfrPixels);
    }

    [Fact]
    public void A_file_that_cannot_be_read_says_so_and_the_others_go_on()
    {
        var noFits = Path.Combine(_folder.FullName, "notes.txt");
        File.WriteAllText(noFits, "No stars tonight.");
        var missing = Path.Combine(_folder.FullName, "missing.fits");
        var good = Write("sky.fits", new SyntheticSky(100, 100).Expose(), 100, 100, new FitsHeader());
        var results = GradeFiles.Measure([missing, noFits, _folder.FullName, good], MeasureOptions.Default, TimeProvider.System).ToList();
        Assert.All(results[..3], result => Assert.StartsWith($"{result.File} cannot be read: ", result.Problem));
        Assert.All(results[..3], result => Assert.Null(result.Stars));
        Assert.Null(results[3].Problem);
        Assert.Equal(0, results[3].Stars);
    }

    private string Write(string name, float[] pixels, int width, int height, FitsHeader extra)
    {
        var path = Path.Combine(_folder.FullName, name);
        using var file = File.Create(path);
        FitsWriter.Write(file, extra, Array.ConvertAll(pixels, pixel => (ushort)pixel), width, height);
        return path;
    }

    /// <summary>A clock whose every timestamp is a quarter of a second after the last.</summary>
    private sealed class Ticking : TimeProvider
    {
        private long _quarters;

        public override long TimestampFrequency => 4;

        public override long GetTimestamp() => _quarters++;
    }
}
