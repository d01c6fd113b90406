using System.Globalization;

namespace Sync.Devices.Solving;

/// <summary>What ASTAP writes: lines KEYWORD=value, numbers as 1.2300000000000000E+003.</summary>
internal static class AstapResult
{
    /// <exception cref="PlateException">it says that it solved, and a number is missing or no number</exception>
    public static SearchEnd Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
                values[line[..at].Trim()] = line[(at + 1)..].Trim();
        }
        if (values.GetValueOrDefault("PLTSOLVD") == "T")
            return new Solved(LinearWcs.Read(keyword => Number(values, keyword)));
        var (error, warning) = (Said(values, "ERROR"), Said(values, "WARNING"));
        if (error?.Contains("database", StringComparison.OrdinalIgnoreCase) == true)
            return new Unsolved($"ASTAP says: {error}; install one of its star databases (D50 serves fields of 0.2° to 6°, for others see its site), or name its folder as solver.catalogue", Hopeless: true);
        var said = new[] { error, warning }.OfType<string>().ToList();
        return new Unsolved(said.Count > 0 ? $"it says: {string.Join("; ", said)}" : "it found no field with these stars");
    }

    private static string? Said(Dictionary<string, string> values, string keyword) =>
        values.GetValueOrDefault(keyword)?.TrimEnd('.', '!', ' ') is { Length: > 0 } text ? text : null;

    private static double? Number(Dictionary<string, string> values, string keyword) =>
        values.TryGetValue(keyword, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
