using System.Diagnostics;
using System.Globalization;
using Sync.Astro.Fits;

namespace Sync.Tests.Integration.Astro;

/// <summary>Our frames in the hands of another reader: astropy, of Debian.</summary>
public sealed class FitsReadByAstropyTests
{
    private const string Script = """
        import sys
        from astropy.io import fits
        with fits.open(sys.argv[1]) as f:
            d = f[0].data
            print(d.shape[1], d.shape[0], int(d.astype('int64').sum()), int(d[0, 0]), int(d[-1, -1]), f[0].header['OBJECT'], f[0].header['EXPTIME'])
        """;

    [Fact]
    public void Pixels_and_cards_are_read_as_they_were_written()
    {
        const int width = 301;
        const int height = 97;
        var pixels = Enumerable.Range(0, width * height).Select(i => (ushort)(i * 7919 % 65536)).ToArray();
        var path = Path.Combine(Directory.CreateTempSubdirectory("sync-fits-").FullName, "frame.fits");
        using (var stream = File.Create(path))
            FitsWriter.Write(stream, new FitsHeader().Set("OBJECT", "M31").Set("EXPTIME", 12.5), pixels, width, height);

        var expected = string.Create(
            CultureInfo.InvariantCulture, $"{width} {height} {pixels.Sum(p => (long)p)} {pixels[0]} {pixels[^1]} M31 12.5");
        Assert.Equal(expected, Python(Script, path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    /// <summary>Debian's own Python: another one, first in the path, may not know Debian's packages.</summary>
    private static string Python(string script, string argument)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script, argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = python.StandardError.ReadToEndAsync();
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, error.Result);
        return output.Trim();
    }
}
