using System.Globalization;
using Sync.Astro.Fits;

namespace Sync.Devices.Solving;

/// <summary>astrometry.net's solve-field (0.93). Whether it solved is told by the file .solved alone: its exit code is 0 as well when it did not.</summary>
internal sealed class SolveField : ISolverProgram
{
    private const string Configuration = "astrometry.cfg";

    public string Source => "Debian's package astrometry.net has solve-field, and a rig file may name another path as solver.program";

    public IReadOnlyList<string> Arguments(PlateSearch search, SolverSettings settings)
    {
        if (settings.Catalogue is { } folder)
            File.WriteAllText(Path.Combine(search.Folder, Configuration), $"add_path {folder}\nautoindex\n");
        return ArgumentsOf(search, settings);
    }

    /// <inheritdoc/>
    public SearchEnd End(PlateSearch search, IReadOnlyList<string> said, string? trouble)
    {
        if (!File.Exists(search.ResultFile(".solved")))
            return SolveFieldOutput.Why(search, said, trouble);
        try
        {
            using var file = File.OpenRead(search.ResultFile(".wcs"));
            var header = FitsReader.ReadHeader(file);
            if (header.Text("CTYPE1") is { } kind && !kind.StartsWith("RA---TAN", StringComparison.Ordinal))
                throw new PlateException($"solve-field's result has the projection {kind}, and RA---TAN is understood.");
            return new Solved(LinearWcs.Read(header.Number));
        }
        catch (Exception e) when (e is FitsException or IOException)
        {
            throw new PlateException($"solve-field's result can't be read: {e.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>
    /// Without what only plots and reports need. The result is around the middle of the frame, where distortion by the optics counts least;
    /// it is allowed for (SIP), and then not read.
    /// </summary>
    internal static IReadOnlyList<string> ArgumentsOf(PlateSearch search, SolverSettings settings)
    {
        var (pixel, part) = (search.Plate.PixelArcseconds, settings.ScalePercent / 100);
        List<string> arguments =
        [
            "--dir", search.Folder, "--temp-dir", search.Folder, "--out", PlateSearch.Result, "--overwrite",
            "--no-plots", "--new-fits", "none", "--index-xyls", "none", "--rdls", "none", "--corr", "none", "--match", "none",
            "--fits-image", "--no-verify", "--no-remove-lines", "--uniformize", "0", "--crpix-center",
            "--cpulimit", Text(Math.Max(1, Math.Floor(search.Within.TotalSeconds))),
            "--scale-units", "arcsecperpix", "--scale-low", Text(pixel * (1 - part)), "--scale-high", Text(pixel * (1 + part)),
        ];
        if (search.Around is var (centre, radius))
            arguments.AddRange(["--ra", Text(centre.RightAscensionHours * 15), "--dec", Text(centre.DeclinationDegrees), "--radius", Text(radius)]);
        if (settings.Downsample is { } downsample)
            arguments.AddRange(["--downsample", Text(downsample)]);
        if (settings.Catalogue is not null)
            arguments.AddRange(["--config", Path.Combine(search.Folder, Configuration)]);
        return [.. arguments, search.Frame];
    }

    private static string Text(double number) => number.ToString("0.########", CultureInfo.InvariantCulture);
}
