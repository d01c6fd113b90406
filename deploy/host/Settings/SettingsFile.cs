using System.Text.Json;
using Sync.Host.Commands;

namespace Sync.Host.Settings;

/// <summary>The file of settings: JSON whose objects are sections. Comments and a comma after the last member are allowed.</summary>
internal static class SettingsFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>each value by its name, such as "Night:DitherArcseconds"</returns>
    /// <exception cref="SettingException">no such file, or it is no JSON object</exception>
    public static IReadOnlyList<KeyValuePair<string, string?>> Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. Values("", document.RootElement)]
                : throw new SettingException($"The settings file {file} is no JSON object.");
        }
        catch (JsonException e)
        {
            throw new SettingException($"The settings file {file} is no JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The settings file can't be read: {e.Message}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Values(string name, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return element.EnumerateObject().SelectMany(m => Values(name.Length == 0 ? m.Name : $"{name}:{m.Name}", m.Value));
        return element.ValueKind == JsonValueKind.Null ? [] : [KeyValuePair.Create(name, (string?)element.ToString())];
    }
}
