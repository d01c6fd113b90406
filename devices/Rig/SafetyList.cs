using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Devices.Rig;

/// <summary>One object, or a list of them.</summary>
internal sealed class SafetyList : JsonConverter<IReadOnlyList<SafetyDescription>>
{
    public override IReadOnlyList<SafetyDescription> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.StartArray
                ? JsonSerializer.Deserialize<List<SafetyDescription>>(ref reader, options)!
                : [JsonSerializer.Deserialize<SafetyDescription>(ref reader, options)!];
        }
        catch (JsonException e)
        {
            // It tells the place within this member only.
            throw new JsonException(e.Message, $"$.safety{e.Path?.TrimStart('$')}", e.LineNumber, e.BytePositionInLine);
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<SafetyDescription> value, JsonSerializerOptions options)
    {
        if (value.Count == 1)
            JsonSerializer.Serialize(writer, value[0], options);
        else
            JsonSerializer.Serialize(writer, value.ToList(), options);
    }
}
