using System.Globalization;

namespace Sync.Astro.Coordinates;

/// <summary>Hours and degrees as people and FITS headers write them.</summary>
public static class Sexagesimal
{
    /// <summary>Right ascension "HH MM SS.s", as in OBJCTRA; 24 hours and more begin anew.</summary>
    public static string Hours(double hours)
    {
        RequireFinite(hours);
        var tenths = (long)Math.Round(Angle.TurnHours(hours) * 36000, MidpointRounding.AwayFromZero) % 864000;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tenths / 36000:00} {tenths / 600 % 60:00} {tenths / 10 % 60:00}.{tenths % 10}");
    }

    /// <summary>Declination "+DD MM SS", as in OBJCTDEC, always with its sign.</summary>
    public static string Degrees(double degrees)
    {
        RequireFinite(degrees);
        var seconds = (long)Math.Round(Math.Abs(degrees) * 3600, MidpointRounding.AwayFromZero);
        var sign = degrees < 0 && seconds > 0 ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600:00} {seconds / 60 % 60:00} {seconds % 60:00}");
    }

    /// <summary>
    /// Reads one to three numbers (whole units, minutes, seconds) apart by spaces, colons or unit letters, as "05 35 17.3",
    /// "-5:23:28" or "5h35m17.3s"; a single number is taken in whole units.
    /// </summary>
    /// <exception cref="FormatException">The text is no such number; the message says what it is.</exception>
    public static double Parse(string text) =>
        TryParse(text, out var value)
            ? value
            : throw new FormatException($"\"{text}\" is no sexagesimal number such as 05 35 17.3 or -05:23:28.");

    /// <summary>As <see cref="Parse"/>, but false where the text is no such number.</summary>
    public static bool TryParse(string? text, out double value)
    {
        value = 0;
        var trimmed = (text ?? "").Trim().Replace('\u2212', '-');
        var negative = trimmed.StartsWith('-');
        var unsigned = negative || trimmed.StartsWith('+') ? trimmed[1..] : trimmed;
        var parts = unsigned.Split(
            [' ', ':', 'h', 'd', 'm', 's', '°', '\'', '"', '′', '″'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length is 0 or > 3)
        {
            return false;
        }

        var unit = 1.0;
        for (var i = 0; i < parts.Length; i++, unit /= 60)
        {
            if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part)
                || (i > 0 && part >= 60))
            {
                return false;
            }

            value += part * unit;
        }

        value = negative ? -value : value;
        return true;
    }

    private static void RequireFinite(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "An angle must be a finite number.");
        }
    }
}
