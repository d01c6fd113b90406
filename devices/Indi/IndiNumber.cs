using System.Globalization;

namespace Sync.Devices.Indi;

/// <summary>Numbers as INDI writes them: decimal, or sexagesimal with two or three parts between spaces, colons or semicolons.</summary>
internal static class IndiNumber
{
    private static readonly char[] Separators = [' ', ':', ';'];

    /// <exception cref="FormatException">neither form, or not finite</exception>
    public static double Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"\"{text}\" is not a number of INDI");

    public static bool TryParse(string? text, out double value)
    {
        value = 0;
        var trimmed = (text ?? "").Trim();
        var parts = trimmed.TrimStart('+', '-').Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 1 or > 3)
            return false;
        double unit = 1;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                return false;
            value += number * unit;
            unit /= 60;
        }
        if (trimmed.StartsWith('-'))
            value = -value;
        return true;
    }

    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
