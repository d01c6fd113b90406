using System.Collections;
using Sync.Host.Commands;

namespace Sync.Host.Settings;

/// <summary>Where settings come from, the last one winning: a file, a folder of secrets, the environment.</summary>
internal static class Sources
{
    /// <summary>Where containers find their secrets.</summary>
    public const string UsualSecrets = "/run/secrets";

    /// <param name="file">JSON with comments; null for none</param>
    /// <param name="secrets">a folder whose files are named as settings, with "__" for ":"; null for the usual one if there is one</param>
    /// <param name="environment">variables, of which those with "__" are settings; an empty one is none</param>
    /// <exception cref="SettingException">a file can't be used, or settings are unknown or of the wrong type: all of them, a line each</exception>
    public static IConfiguration Read(string? file, string? secrets, IDictionary environment)
    {
        var builder = new ConfigurationBuilder();
        var problems = new List<string>();
        if (file is not null)
        {
            var written = new SettingsFile(file);
            builder.AddInMemoryCollection(written.Values);
            problems.AddRange(written.Problems);
        }
        if ((secrets ?? (Directory.Exists(UsualSecrets) ? UsualSecrets : null)) is { } folder)
            Add(builder, problems, Place.Folder(folder), SecretsFolder.Read(folder));
        Add(builder, problems, Place.Environment, Variables(environment));
        return problems.Count == 0 ? builder.Build() : throw new SettingException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>A setting's text; null when it is not set, or empty.</summary>
    public static string? Text(this IConfiguration configuration, string setting) => configuration[setting] is { Length: > 0 } text ? text : null;

    /// <summary>A section as its class.</summary>
    public static T Section<T>(this IConfiguration configuration, string section)
        where T : class, new() => configuration.GetSection(section).Get<T>() ?? new();

    private static void Add(IConfigurationBuilder builder, List<string> problems, Place place, IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        problems.AddRange(settings.Select(s => SettingProblem.Of(place, s.Key, s.Value)).OfType<string>());
        foreach (var twice in settings.GroupBy(s => s.Key, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            problems.Add(SettingProblem.Twice(place, twice.Key));
        builder.AddInMemoryCollection(settings.DistinctBy(s => s.Key, StringComparer.OrdinalIgnoreCase).Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Variables(IDictionary environment) =>
    [
        .. from DictionaryEntry variable in environment
           where variable.Value is string { Length: > 0 }
           let name = ((string)variable.Key).Replace("__", ":", StringComparison.Ordinal)
           where SettingProblem.IsOurs(name)
           orderby name
           select KeyValuePair.Create(name, (string)variable.Value!),
    ];
}
