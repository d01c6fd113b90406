using System.Globalization;

namespace Sync.Astro.Coordinates;

/// <summary>How high trees and houses reach around a site: altitude by azimuth, straight from one measured point to the next.</summary>
public sealed class Skyline
{
    private const string Allowed = "azimuth and altitude in degrees, -360 to 360 and -90 to 90, are allowed";
    private static readonly char[] Separators = [' ', '\t', ',', ';'];
    private readonly double[] azimuths;
    private readonly double[] altitudes;

    /// <param name="points">degrees; azimuth from north through east, in any turn; in any order. Of two at one azimuth the higher holds</param>
    /// <exception cref="ArgumentException">there are none, or one is no direction above the horizon of a site</exception>
    public Skyline(IEnumerable<Horizontal> points)
    {
        var highest = new SortedDictionary<double, double>();
        foreach (var (altitude, azimuth) in points)
        {
            if (!(Math.Abs(azimuth) <= 360) || !(Math.Abs(altitude) <= 90))
                throw new ArgumentException(FormattableString.Invariant($"The point {azimuth} {altitude} is none of a horizon; {Allowed}."), nameof(points));
            var turned = azimuth < 0 ? azimuth + 360 : azimuth % 360;
            highest[turned] = highest.TryGetValue(turned, out var other) && other > altitude ? other : altitude;
        }

        if (highest.Count == 0)
            throw new ArgumentException("A horizon has one point at least.", nameof(points));
        (azimuths, altitudes) = ([.. highest.Keys], [.. highest.Values]);
    }

    /// <summary>
    /// Reads a horizon file as N.I.N.A. and Stellarium ("polygonal") have them: a line for each point, azimuth and altitude in degrees, with
    /// blanks, tabs, a comma or a semicolon between; lines that begin with # and empty ones say nothing.
    /// </summary>
    /// <exception cref="FormatException">a line is no point, or there is none</exception>
    public static Skyline Parse(string text)
    {
        List<Horizontal> points = [];
        foreach (var (number, line) in text.Split('\n').Index())
        {
            var words = line.Trim().Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && !words[0].StartsWith('#'))
                points.Add(Point(words) ?? throw new FormatException($"Line {number + 1} of the horizon is \"{line.Trim()}\"; {Allowed}."));
        }

        return points.Count > 0 ? new(points) : throw new FormatException("The horizon has no points; a line for each is needed, azimuth and altitude in degrees.");
    }

    /// <param name="azimuthDegrees">from north through east, 0 to 360</param>
    public double AltitudeDegrees(double azimuthDegrees)
    {
        var next = Array.BinarySearch(azimuths, azimuthDegrees);
        if (next >= 0)
            return altitudes[next];
        next = ~next % azimuths.Length;
        var last = (next + azimuths.Length - 1) % azimuths.Length;
        var width = Turn(azimuths[next] - azimuths[last]);
        return width == 0 ? altitudes[last] : altitudes[last] + ((altitudes[next] - altitudes[last]) * Turn(azimuthDegrees - azimuths[last]) / width);
    }

    private static double Turn(double degrees) => degrees < 0 ? degrees + 360 : degrees;

    private static Horizontal? Point(string[] words) =>
        words.Length >= 2 && Number(words[0]) is { } azimuth && Number(words[1]) is { } altitude && Math.Abs(azimuth) <= 360 && Math.Abs(altitude) <= 90
            ? new Horizontal(altitude, azimuth)
            : null;

    private static double? Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
