using System.Globalization;

namespace Sync.Devices.Indi;

/// <summary>Numbers as INDI writes them: decimal, or sexagesimal with two or three parts between spaces, colons or semicolons.</summary>
internal static class IndiNumber
{
    private static readonly char[] Separators = [' ', ':', ';'];

    /// <exception cref="FormatException">neither form</exception>
    public static double Parse(string text)
    {
        var trimmed = text.Trim();
        var negative = trimmed.StartsWith('-');
        var parts = trimmed.TrimStart('+', '-').Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 1 or > 3)
            throw Wrong(text);
        double value = 0, unit = 1;
        foreach (var part in parts)
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                throw Wrong(text);
            value += number * unit;
            unit /= 60;
        }
        return negative ? -value : value;
    }

    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static FormatException Wrong(string text) => new($"\"{text}\" is not a number of INDI");
}
