using System.Collections.Concurrent;
using Sync.Astro.Coordinates;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>A star of the synthetic sky; its brightness is relative to magnitude 0.</summary>
internal readonly record struct Star(Direction At, float Brightness);

/// <summary>
/// The synthetic sky, the same in every world: cells of a quarter degree, each filled from its own index alone. Counts
/// rise by 0.35 in the logarithm a magnitude, as in fields some way off the Milky Way, to 4000 a square degree at 16.
/// </summary>
internal static class StarCatalogue
{
    private const double CellDegrees = 0.25;
    private const int Bands = (int)(180 / CellDegrees);
    private const double StarsPerSquareDegree = 4000;
    private const double FaintestMagnitude = 16;
    private const double BrightestMagnitude = 5;
    private const double Slope = 0.35;
    private const int MostCells = 4000;

    private static readonly ConcurrentDictionary<(int Band, int Column), Star[]> Cells = [];

    /// <summary>The cells, brightest star first, that may hold stars within a radius.</summary>
    public static IEnumerable<Star[]> Near(Equatorial centre, double radiusDegrees)
    {
        var low = Band(centre.DeclinationDegrees - radiusDegrees);
        var high = Band(centre.DeclinationDegrees + radiusDegrees);
        for (var band = low; band <= high; band++)
        {
            var columns = Columns(band);
            var reach = Reach(band, radiusDegrees);
            if (reach >= 180)
            {
                for (var column = 0; column < columns; column++)
                    yield return Cell(band, column);
                continue;
            }
            var degrees = centre.RightAscensionHours * 15;
            var first = (int)Math.Floor((degrees - reach) / 360 * columns);
            var last = (int)Math.Floor((degrees + reach) / 360 * columns);
            for (var column = first; column <= Math.Min(last, first + columns - 1); column++)
                yield return Cell(band, ((column % columns) + columns) % columns);
        }
    }

    private static int Band(double declination) => Math.Clamp((int)Math.Floor((declination + 90) / CellDegrees), 0, Bands - 1);

    private static double South(int band) => (band * CellDegrees) - 90;

    private static int Columns(int band) =>
        Math.Max(1, (int)(360 / CellDegrees * Math.Cos((South(band) + (CellDegrees / 2)) * Math.PI / 180)));

    /// <summary>How far the radius reaches in right ascension, in degrees, at the end of the band that is nearer to a pole.</summary>
    private static double Reach(int band, double radiusDegrees)
    {
        var farthest = Math.Max(Math.Abs(South(band)), Math.Abs(South(band) + CellDegrees)) * Math.PI / 180;
        var sine = Math.Sin(radiusDegrees * Math.PI / 180);
        return sine >= Math.Cos(farthest) ? 180 : Math.Asin(sine / Math.Cos(farthest)) * 180 / Math.PI;
    }

    private static Star[] Cell(int band, int column)
    {
        if (Cells.TryGetValue((band, column), out var cell))
            return cell;
        if (Cells.Count >= MostCells)
            Cells.Clear();
        return Cells[(band, column)] = Fill(band, column);
    }

    private static Star[] Fill(int band, int column)
    {
        var random = SeededRandom.For(0, "stars", "cell", ((long)band << 32) | (uint)column);
        var south = Math.Sin(South(band) * Math.PI / 180);
        var north = Math.Sin((South(band) + CellDegrees) * Math.PI / 180);
        var width = 24.0 / Columns(band);
        var squareDegrees = width * 15 * (north - south) * 180 / Math.PI;
        var stars = new Star[(int)((StarsPerSquareDegree * squareDegrees) + random.Uniform())];
        for (var i = 0; i < stars.Length; i++)
        {
            var magnitude = FaintestMagnitude + (Math.Log10(1 - random.Uniform()) / Slope);
            var declination = Math.Asin(random.Between(south, north)) * 180 / Math.PI;
            var at = new Equatorial((column + random.Uniform()) * width, declination);
            stars[i] = new(Direction.Of(at), (float)Math.Pow(10, -0.4 * Math.Max(magnitude, BrightestMagnitude)));
        }
        Array.Sort(stars, (a, b) => b.Brightness.CompareTo(a.Brightness));
        return stars;
    }
}
