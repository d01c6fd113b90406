using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Sync.Host.Telemetry;

/// <summary>
/// A span as one line of JSON. A line that begins with <c>{"e":</c>, its end in ticks, is a whole span; any other tells that one
/// has begun. What is nothing is left out.
/// </summary>
internal static class SpanWriter
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static bool IsWhole(ReadOnlySpan<byte> line) => line.StartsWith("{\"e\":"u8);

    /// <returns>with its line feed; good until the next one is written by this thread</returns>
    /// <exception cref="ArgumentException">a tag's value is of a type that none can be</exception>
    public static ReadOnlySpan<byte> Line(SpanRecord span)
    {
        buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            if (span.End is { } end)
                json.WriteNumber("e", end.UtcTicks);
            WriteCourse(json, span);
            WriteOrigin(json, span);
            if (span.Tags.Count > 0)
                WriteTags(json, "a", span.Tags);
            if (span.Links.Count > 0)
                WriteLinks(json, span.Links);
            if (span.Events.Count > 0)
                WriteEvents(json, span.Events);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static void WriteCourse(Utf8JsonWriter json, SpanRecord span)
    {
        json.WriteNumber("b", span.Start.UtcTicks);
        json.WriteString("t", span.Trace.ToHexString());
        json.WriteString("s", span.Span.ToHexString());
        if (span.Parent != default)
            json.WriteString("p", span.Parent.ToHexString());
        if (span.ParentIsRemote)
            json.WriteBoolean("r", true);
        json.WriteString("n", span.Name);
        if (span.Kind != ActivityKind.Internal)
            json.WriteNumber("k", (int)span.Kind);
        if (span.Status != ActivityStatusCode.Unset)
            json.WriteNumber("c", (int)span.Status);
        WriteText(json, "d", span.StatusDescription);
    }

    private static void WriteOrigin(Utf8JsonWriter json, SpanRecord span)
    {
        json.WriteString("o", span.Source);
        WriteText(json, "v", span.SourceVersion);
        WriteText(json, "w", span.TraceState);
        json.WriteNumber("f", (int)span.Flags);
        WriteText(json, "x", span.Service);
    }

    private static void WriteLinks(Utf8JsonWriter json, IReadOnlyList<SpanLink> links)
    {
        json.WriteStartArray("l");
        foreach (var (to, tags) in links)
        {
            json.WriteStartObject();
            json.WriteString("t", to.TraceId.ToHexString());
            json.WriteString("s", to.SpanId.ToHexString());
            json.WriteNumber("f", (int)to.TraceFlags);
            WriteText(json, "w", to.TraceState);
            if (to.IsRemote)
                json.WriteBoolean("r", true);
            WriteTags(json, "a", tags);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<SpanEvent> events)
    {
        json.WriteStartArray("h");
        foreach (var (name, at, tags) in events)
        {
            json.WriteStartObject();
            json.WriteString("n", name);
            json.WriteNumber("b", at.UtcTicks);
            WriteTags(json, "a", tags);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    /// <summary>Names and values in turn: a name may come twice.</summary>
    private static void WriteTags(Utf8JsonWriter json, string name, IReadOnlyList<Tag> tags)
    {
        json.WriteStartArray(name);
        foreach (var (key, value) in tags)
        {
            json.WriteStringValue(key);
            WriteValue(json, value);
        }
        json.WriteEndArray();
    }

    /// <exception cref="ArgumentException">a value of another type</exception>
    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case long number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case double number: WriteDouble(json, number); break;
            case IEnumerable<object?> several: // of text too: arrays of classes are arrays of objects
                json.WriteStartArray();
                foreach (var one in several)
                    WriteValue(json, one);
                json.WriteEndArray();
                break;
            default: throw new ArgumentException($"A tag's value is of {value.GetType().Name}; allowed are text, long, double, bool, and lists of them.");
        }
    }

    /// <summary>In an object of its own: 1.0 would come back as a whole number, and NaN is no number of JSON's.</summary>
    private static void WriteDouble(Utf8JsonWriter json, double number)
    {
        json.WriteStartObject();
        json.WriteString("d", number.ToString("R", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
