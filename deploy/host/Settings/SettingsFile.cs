using System.Text.Json;
using Sync.Host.Commands;

namespace Sync.Host.Settings;

/// <summary>The file of settings: JSON whose objects are sections. Comments and a comma after the last member are allowed.</summary>
internal sealed class SettingsFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> values = [];
    private readonly List<string> problems = [];
    private readonly Place place;

    /// <exception cref="SettingException">no such file, or it is no JSON object</exception>
    public SettingsFile(string file)
    {
        place = Place.File(file);
        using var document = Parse(file);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new SettingException($"The settings file {file} is no JSON object.");
        Group("", document.RootElement);
    }

    /// <summary>Each value by its name, such as "Night:DitherArcseconds". A null is as if it were not there.</summary>
    public IReadOnlyDictionary<string, string?> Values => values;

    /// <summary>One sentence for each member that can't be used.</summary>
    public IReadOnlyList<string> Problems => problems;

    private static JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(file), Lenient);
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

    private void Group(string group, JsonElement members)
    {
        foreach (var member in members.EnumerateObject())
        {
            var name = group.Length == 0 ? member.Name : $"{group}:{member.Name}";
            if (!seen.Add(name))
                problems.Add(SettingProblem.Twice(place, name));
            else if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                Several(name, member.Value);
            else
                Value(name, member.Value);
        }
    }

    private void Several(string name, JsonElement element)
    {
        var isObject = element.ValueKind == JsonValueKind.Object;
        if (isObject && KnownSettings.Groups.Contains(name))
            Group(name, element);
        else if (KnownSettings.All.TryGetValue(name, out var setting))
            problems.Add(SettingProblem.NoObject(place, setting, isObject ? "an object" : "a list"));
        else
            problems.Add(isObject ? SettingProblem.UnknownGroup(place, name) : SettingProblem.Of(place, name, "")!);
    }

    private void Value(string name, JsonElement element)
    {
        var value = element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => element.GetString(),
            _ => element.GetRawText(),
        };
        if (value is null && KnownSettings.All.TryGetValue(name, out _))
            return;
        if (SettingProblem.Of(place, name, value ?? "") is { } problem)
            problems.Add(problem);
        else
            values[name] = value;
    }
}
