using System.Globalization;

namespace Sync.Devices.Solving;

/// <summary>ASTAP's program for command lines (2022.11 and later). What it found is in a file .ini, whatever its exit code.</summary>
internal sealed class Astap : ISolverProgram
{
    private const double WholeSkyDegrees = 180;

    public string Source => "Debian's package astap-cli or ASTAP's site has it, and a rig file may name another path as solver.program";

    /// <summary>
    /// It takes right ascension in hours and the distance from the south pole, and the height of the frame in degrees.
    /// </summary>
    public IReadOnlyList<string> Arguments(PlateSearch search, SolverSettings settings)
    {
        var (centre, radius) = search.Around ?? new(search.Plate.Near, WholeSkyDegrees);
        List<string> arguments =
        [
            "-f", search.Frame, "-o", Path.Combine(search.Folder, PlateSearch.Result),
            "-fov", Text(search.HeightArcminutes / 60), "-ra", Text(centre.RightAscensionHours), "-spd", Text(centre.DeclinationDegrees + 90),
            "-r", Text(radius), "-z", Text(settings.Downsample ?? 0),
        ];
        if (settings.Catalogue is { } folder)
            arguments.AddRange(["-d", folder]);
        return arguments;
    }

    /// <inheritdoc/>
    public SearchEnd End(PlateSearch search, IReadOnlyList<string> said, string? trouble)
    {
        var file = search.ResultFile(".ini");
        if (!File.Exists(file))
            return new Unsolved(trouble?.TrimEnd('.') ?? "it left no result");
        try
        {
            return AstapResult.Read(File.ReadAllText(file));
        }
        catch (IOException e)
        {
            throw new PlateException($"ASTAP's result can't be read: {e.Message.TrimEnd('.')}.");
        }
    }

    private static string Text(double number) => number.ToString("0.########", CultureInfo.InvariantCulture);
}
