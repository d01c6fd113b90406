using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Sync.Host.Telemetry;

/// <summary>Reads what <see cref="SpanWriter"/> wrote.</summary>
internal static class SpanReader
{
    /// <param name="line">without its line feed</param>
    /// <returns>null for a line that is no span: what a full disk or a cut current left of one</returns>
    public static SpanRecord? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Span(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static SpanRecord Span(JsonElement json) => new()
    {
        Trace = Trace(json),
        Span = SpanId(json, "s"),
        Parent = json.TryGetProperty("p", out _) ? SpanId(json, "p") : default,
        ParentIsRemote = json.TryGetProperty("r", out _),
        Name = json.GetProperty("n").GetString()!,
        Kind = (ActivityKind)Number(json, "k"),
        Source = json.GetProperty("o").GetString()!,
        SourceVersion = Text(json, "v"),
        Start = Instant(json.GetProperty("b")),
        End = json.TryGetProperty("e", out var end) ? Instant(end) : null,
        Status = (ActivityStatusCode)Number(json, "c"),
        StatusDescription = Text(json, "d"),
        Tags = Tags(json),
        Links = json.TryGetProperty("l", out var links) ? [.. links.EnumerateArray().Select(Link)] : [],
        Events = json.TryGetProperty("h", out var events) ? [.. events.EnumerateArray().Select(Event)] : [],
        TraceState = Text(json, "w"),
        Flags = (ActivityTraceFlags)Number(json, "f"),
        Service = Text(json, "x"),
    };

    private static SpanLink Link(JsonElement json) =>
        new(new(Trace(json), SpanId(json, "s"), (ActivityTraceFlags)Number(json, "f"), Text(json, "w"), json.TryGetProperty("r", out _)), Tags(json));

    private static SpanEvent Event(JsonElement json) => new(json.GetProperty("n").GetString()!, Instant(json.GetProperty("b")), Tags(json));

    private static Tag[] Tags(JsonElement json)
    {
        if (!json.TryGetProperty("a", out var list))
            return [];
        var tags = new Tag[list.GetArrayLength() / 2];
        using var items = list.EnumerateArray();
        for (var i = 0; i < tags.Length && items.MoveNext(); i++)
        {
            var name = items.Current.GetString()!;
            items.MoveNext();
            tags[i] = new(name, Value(items.Current));
        }
        return tags;
    }

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.GetInt64(),
        JsonValueKind.Object => double.Parse(json.GetProperty("d").GetString()!, CultureInfo.InvariantCulture),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToArray(),
        _ => null,
    };

    private static ActivityTraceId Trace(JsonElement json) => ActivityTraceId.CreateFromString(json.GetProperty("t").GetString());

    private static ActivitySpanId SpanId(JsonElement json, string name) => ActivitySpanId.CreateFromString(json.GetProperty(name).GetString());

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static int Number(JsonElement json, string name) => json.TryGetProperty(name, out var number) ? number.GetInt32() : 0;

    private static DateTimeOffset Instant(JsonElement ticks) => new(ticks.GetInt64(), TimeSpan.Zero);
}
