using System.Text;
using System.Text.Json;

namespace Sync.Devices.Alpaca;

/// <summary>What a server answered: a value, or why there is none.</summary>
/// <param name="Status">of HTTP</param>
/// <param name="ErrorNumber">of Alpaca; 0 where all is well</param>
/// <param name="Words">the device's own, where it refused</param>
/// <param name="Value">present also beside an error, and then without a meaning</param>
internal sealed record AlpacaAnswer(int Status, long ErrorNumber, string Words, JsonElement? Value)
{
    private const int NotImplemented = 0x400;
    private const int LongestWords = 300;

    public bool IsRefusal => Status is < 200 or > 299 || ErrorNumber != 0;

    /// <summary>Whether the device just has no such member. Older servers answer by HTTP, for they never heard of it.</summary>
    public bool IsAbsence => ErrorNumber == NotImplemented || Status is 400 or 404 or 501;

    public string Refusal => Status is < 200 or > 299
        ? $"{Words} (HTTP {Status})"
        : $"{Words} (error {ErrorNumber}, 0x{ErrorNumber:X3})";

    /// <summary>Errors by HTTP come with text, or with text as a JSON string; all others with a JSON object.</summary>
    /// <exception cref="FormatException">neither; the message says what it was</exception>
    public static AlpacaAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        if (status is < 200 or > 299)
            return new(status, 0, Clean(Unquoted(body)), null);
        try
        {
            // As a text first: bytes that are none would be errors wherever they are looked at.
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(body.Span));
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return Read(status, json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // As below.
        }
        throw new FormatException($"what is no JSON object: {Clean(Encoding.UTF8.GetString(body.Span))}");
    }

    /// <summary>One line of printable characters, and not too many of them.</summary>
    public static string Clean(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(c => !char.IsControl(c)));
        return line.Length == 0 ? "no words" : line.Length <= LongestWords ? line : line[..LongestWords] + "…";
    }

    private static AlpacaAnswer Read(int status, JsonElement answer)
    {
        var error = 0L;
        if (answer.TryGetProperty("ErrorNumber", out var number) && (number.ValueKind != JsonValueKind.Number || !number.TryGetInt64(out error)))
            throw new FormatException($"an ErrorNumber that is {Clean(number.GetRawText())}");
        var words = answer.TryGetProperty("ErrorMessage", out var message) ? message.ToString() : "";
        return new(status, error, Clean(words), answer.TryGetProperty("Value", out var value) ? value.Clone() : null);
    }

    private static string Unquoted(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span).Trim();
        try
        {
            return text.StartsWith('"') ? JsonSerializer.Deserialize<string>(text) ?? "" : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
