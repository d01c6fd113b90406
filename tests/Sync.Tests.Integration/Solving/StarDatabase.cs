using System.Text;
using Sync.Astro.Coordinates;

namespace Sync.Tests.Integration.Solving;

/// <summary>
/// A star database as ASTAP reads it: a header of 110 bytes that ends in the length of a star, 5 bytes; before stars of one magnitude and one
/// upper byte of declination five bytes that say both. Each of 1476 areas has a file: rings of declination, in each so many areas from 0h on.
/// </summary>
internal static class StarDatabase
{
    private const int HeaderLength = 110;
    private const byte StarLength = 5;
    private const double RingDegrees = 180.0 / 35; // the caps at the poles have half of it
    private const double WholeTurn = (1 << 24) - 1;
    private const double QuarterTurn = (1 << 23) - 1;

    private static readonly int[] South = [1, 3, 9, 15, 21, 27, 33, 38, 43, 48, 52, 56, 60, 63, 65, 67, 68, 69];
    private static readonly int[] Areas = [.. South, .. South.Reverse()];

    public static async Task Write(string folder, IReadOnlyList<(Equatorial At, double Magnitude)> stars)
    {
        var byFile = stars.ToLookup(s => File(s.At));
        for (var ring = 0; ring < Areas.Length; ring++)
        {
            for (var area = 0; area < Areas[ring]; area++)
                await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, File(ring, area)), [.. Encoding.ASCII.GetBytes("Tycho-2".PadRight(HeaderLength - 1)), StarLength, .. Bytes(byFile[File(ring, area)])]);
        }
    }

    private static string File(Equatorial at)
    {
        var ring = Math.Clamp((int)Math.Floor((at.DeclinationDegrees + 90 + (RingDegrees / 2)) / RingDegrees), 0, Areas.Length - 1);
        return File(ring, (int)(at.RightAscensionHours / 24 * Areas[ring]));
    }

    private static string File(int ring, int area) => $"h17_{ring + 1:00}{area + 1:00}.1476";

    /// <summary>The brightest first.</summary>
    private static IEnumerable<byte> Bytes(IEnumerable<(Equatorial At, double Magnitude)> stars)
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
