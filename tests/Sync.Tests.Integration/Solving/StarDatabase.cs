using System.Text;
using Sync.Astro.Coordinates;

namespace Sync.Tests.Integration.Solving;

/// <summary>
/// A star database as ASTAP reads it: a header of 110 bytes that ends in the length of a star, 5 bytes; before stars of one magnitude and one
/// upper byte of declination five bytes that say both. It is cut into 1476 areas, which here all have the same stars.
/// </summary>
internal static class StarDatabase
{
    private const int HeaderLength = 110;
    private const byte StarLength = 5;
    private const int Rings = 36;
    private const int MostInRing = 99;
    private const double WholeTurn = (1 << 24) - 1;
    private const double QuarterTurn = (1 << 23) - 1;

    public static async Task Write(string folder, IReadOnlyList<(Equatorial At, double Magnitude)> stars)
    {
        var file = Path.Combine(folder, "stars");
        await File.WriteAllBytesAsync(file, [.. Encoding.ASCII.GetBytes("Tycho-2".PadRight(HeaderLength - 1)), StarLength, .. Bytes(stars)]);
        for (var ring = 1; ring <= Rings; ring++)
        {
            for (var area = 1; area <= MostInRing; area++)
                File.CreateSymbolicLink(Path.Combine(folder, $"h17_{ring:00}{area:00}.1476"), file);
        }
    }

    /// <summary>The brightest first.</summary>
    private static IEnumerable<byte> Bytes(IReadOnlyList<(Equatorial At, double Magnitude)> stars)
    {
        var groups = stars.Select(s => (
            Magnitude: (int)Math.Round(s.Magnitude * 10),
            RightAscension: (int)Math.Round(s.At.RightAscensionHours / 24 * WholeTurn),
            Declination: (int)Math.Round(s.At.DeclinationDegrees / 90 * QuarterTurn)))
            .GroupBy(s => (s.Magnitude, Upper: s.Declination >> 16)).OrderBy(g => g.Key);
        foreach (var group in groups)
        {
            foreach (var part in new byte[] { 0xFF, 0xFF, 0xFF, (byte)(group.Key.Upper + 128), (byte)(group.Key.Magnitude + 16) })
                yield return part;
            foreach (var (_, east, north) in group)
            {
                foreach (var part in new[] { east, east >> 8, east >> 16, north, north >> 8 })
                    yield return (byte)part;
            }
        }
    }
}
