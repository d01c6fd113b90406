using System.Globalization;
using System.Text.RegularExpressions;

namespace Sync.Host.Settings;

/// <summary>One thing that can be set.</summary>
/// <param name="Name">such as "Night:DitherArcseconds"</param>
/// <param name="Type">of its value: text, truth, number, or duration</param>
/// <param name="Default">where nothing is set; null for none</param>
internal sealed partial record Setting(string Name, Type Type, object? Default)
{
    /// <summary>What its value may be, to end a sentence.</summary>
    public string Allowed => Type switch
    {
        _ when Type == typeof(bool) => "true or false",
        _ when Type == typeof(int) || Type == typeof(long) => "a whole number",
        _ when Type == typeof(double) => "a number",
        _ when Type == typeof(TimeSpan) => $"a duration, [days.]hours:minutes:seconds, such as {Default as TimeSpan? ?? TimeSpan.FromHours(10):c}",
        _ => "a text",
    };

    /// <summary>Whether the text is of its type. A duration is written in full: a bare number would be days, and two parts hours and minutes.</summary>
    public bool Accepts(string text) => Type switch
    {
        _ when Type == typeof(bool) => bool.TryParse(text, out _),
        _ when Type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ when Type == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ when Type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
        _ when Type == typeof(TimeSpan) => FullDuration().IsMatch(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    [GeneratedRegex(@"^-?(\d+\.)?\d{1,2}:\d{2}:\d{2}(\.\d{1,7})?$")]
    private static partial Regex FullDuration();
}
