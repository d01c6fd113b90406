using System.Text.Json;

namespace Sync.Devices.Alpaca;

/// <summary>What is asked and answered in a search for servers.</summary>
internal static class AlpacaDiscoveryMessage
{
    private const int Longest = 1024;

    public static ReadOnlyMemory<byte> Question { get; } = "alpacadiscovery1"u8.ToArray();

    /// <summary>The port told in {"AlpacaPort": 11111}. Some servers write the name otherwise, and some send their whole buffer, zeros and all.</summary>
    /// <returns>null for anything else: anybody may send to that port</returns>
    public static int? Port(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf((byte)0);
        var text = end < 0 ? answer : answer[..end];
        if (text.Length > Longest)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text.ToArray());
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var told = json.RootElement.EnumerateObject().FirstOrDefault(p => p.Name.Equals("AlpacaPort", StringComparison.OrdinalIgnoreCase)).Value;
            return told.ValueKind == JsonValueKind.Number && told.TryGetInt32(out var port) && port is >= 1 and <= 65535 ? port : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
