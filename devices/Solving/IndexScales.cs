using System.Globalization;
using System.Text.RegularExpressions;

namespace Sync.Devices.Solving;

/// <summary>
/// Which of astrometry.net's index files can serve a field: those of scale n hold figures of four stars that are 2 √2ⁿ to 2 √2ⁿ⁺¹
/// arcminutes wide (its documentation, "Getting index files"), and it uses those from a tenth of the field's side to its diagonal.
/// </summary>
internal readonly partial record struct IndexScales(int Lowest, int Highest)
{
    private const int Largest = 19;
    private const double SmallestPart = 0.1;

    public static IndexScales For(double widthArcminutes, double heightArcminutes)
    {
        var diagonal = Math.Sqrt((widthArcminutes * widthArcminutes) + (heightArcminutes * heightArcminutes));
        var lowest = Math.Floor(Scale(SmallestPart * Math.Min(widthArcminutes, heightArcminutes)));
        var highest = Math.Floor(Scale(diagonal));
        return new((int)Math.Clamp(lowest, 0, Largest), (int)Math.Clamp(highest, 0, Largest));
    }

    /// <summary>Whether that file's scale is among them; true where its name does not tell.</summary>
    public bool Serve(string file) =>
        Name().Match(file) is not { Success: true } match || (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var scale && scale >= Lowest && scale <= Highest);

    public override string ToString() => Lowest == Highest ? $"scale {Lowest:00}" : $"scales {Lowest:00} to {Highest:00}";

    private static double Scale(double arcminutes) => 2 * Math.Log2(arcminutes / 2);

    // index-4107.fits, index-5203-14.fits, index-tycho2-07.littleendian.fits, index-2mass-07-03.fits
    [GeneratedRegex(@"^index-(?:tycho2-|2mass-|\d\d)(\d\d)(?:-\d+)?\.")]
    private static partial Regex Name();
}
