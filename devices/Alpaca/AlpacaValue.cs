using System.Text.Json;

namespace Sync.Devices.Alpaca;

/// <summary>A value that a device told, to be read as what it must be.</summary>
internal sealed class AlpacaValue(string device, string said, JsonElement value)
{
    /// <exception cref="DeviceException">anything but true or false</exception>
    public bool Flag() => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    /// <exception cref="DeviceException">anything but a finite number</exception>
    public double Number() => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
        ? number
        : throw Wrong("a number");

    /// <exception cref="DeviceException">anything but a number of that range</exception>
    public double Within(double lowest, double highest)
    {
        var number = Number();
        return number >= lowest && number <= highest ? number : throw Wrong(FormattableString.Invariant($"a number from {lowest} to {highest}"));
    }

    /// <exception cref="DeviceException">anything but a whole number of that range</exception>
    public int Whole(int lowest, int highest)
    {
        var number = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var told) ? told : double.NaN;
        return number >= lowest && number <= highest && number == Math.Floor(number) ? (int)number : throw Wrong($"a whole number from {lowest} to {highest}");
    }

    /// <exception cref="DeviceException">anything but a text</exception>
    public string Text() => Words(value) ?? throw Wrong("a text");

    /// <exception cref="DeviceException">anything but a list of texts</exception>
    public IReadOnlyList<string> Texts() => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(t => Words(t) ?? throw Wrong("a list of texts"))]
        : throw Wrong("a list of texts");

    public JsonElement Raw() => value;

    /// <returns>null for what is no text, be it for half a character</returns>
    private static string? Words(JsonElement text)
    {
        try
        {
            return text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private DeviceException Wrong(string allowed) =>
        new(device, $"answered {said} with {AlpacaAnswer.Clean(value.GetRawText())}; {allowed} is allowed");
}
