using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Sync.Astro.Coordinates;
using Sync.Astro.Fits;
using Sync.Devices.Solving;

namespace Sync.Tests.Integration.Indi;

/// <summary>What programs of others say of a frame.</summary>
internal static partial class OtherPrograms
{
    /// <summary>fitsverify's last words.</summary>
    public static async Task<string> Verify(string file) => (await Run("fitsverify", file)).TrimEnd().Split('\n')[^1];

    /// <summary>How many stars source-extractor finds, by the grader's own limits.</summary>
    public static async Task<int> Stars(string file)
    {
        var folder = Directory.CreateTempSubdirectory("sync-stars-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "stars.param"), "X_IMAGE\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "stars.conv"), "CONV NORM\n1 2 1\n2 4 2\n1 2 1\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "stars.nnw"), "");
            var catalogue = Path.Combine(folder, "stars.cat");
            var frame = Path.Combine(folder, "frame.fits"); // it takes the parts of a name with spaces for several files
            File.CreateSymbolicLink(frame, file);
            await Run("source-extractor", frame, "-c", "/dev/null", "-PARAMETERS_NAME", Path.Combine(folder, "stars.param"),
                "-FILTER_NAME", Path.Combine(folder, "stars.conv"), "-STARNNW_NAME", Path.Combine(folder, "stars.nnw"),
                "-CATALOG_NAME", catalogue, "-CATALOG_TYPE", "ASCII", "-DETECT_MINAREA", "5", "-DETECT_THRESH", "5",
                "-ANALYSIS_THRESH", "5", "-VERBOSE_TYPE", "QUIET");
            return File.ReadLines(catalogue).Count();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Where astrometry.net finds the middle of the frame by its stars, J2000; null when it does not.</summary>
    public static async Task<Equatorial?> Solve(string file, double arcsecondsPerPixel)
    {
        var folder = Directory.CreateTempSubdirectory("sync-solve-").FullName;
        try
        {
            var said = await Run("solve-field", "--overwrite", "--no-plots", "-D", folder, "--cpulimit", "60", "--scale-units", "arcsecperpix",
                "--scale-low", Text(arcsecondsPerPixel * 0.9), "--scale-high", Text(arcsecondsPerPixel * 1.1), file);
            var centre = Centre().Match(said);
            return centre.Success ? new Equatorial(Number(centre.Groups[1]) / 15, Number(centre.Groups[2])) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How astrometry.net finds the frame to lie on the sky, wherever that is; null when it does not.</summary>
    public static async Task<LinearWcs?> Plate(string file, double arcsecondsPerPixel)
    {
        var folder = Directory.CreateTempSubdirectory("sync-plate-").FullName;
        try
        {
            var frame = Path.Combine(folder, "frame.fits");
            File.CreateSymbolicLink(frame, file);
            await Run("solve-field", "--no-plots", "-D", folder, "--cpulimit", "60", "--scale-units", "arcsecperpix",
                "--scale-low", Text(arcsecondsPerPixel * 0.9), "--scale-high", Text(arcsecondsPerPixel * 1.1), frame);
            if (!File.Exists(Path.Combine(folder, "frame.solved")))
                return null;
            using var result = File.OpenRead(Path.Combine(folder, "frame.wcs"));
            return LinearWcs.Read(FitsReader.ReadHeader(result).Number);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {said}{await errors}");
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Field center: \(RA,Dec\) = \((-?[0-9.]+), (-?[0-9.]+)\) deg")]
    private static partial Regex Centre();
}
