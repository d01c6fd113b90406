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
    /// <exception cref="SettingException">a file can't be used</exception>
    public static IConfiguration Read(string? file, string? secrets, IDictionary environment)
    {
        var builder = new ConfigurationBuilder();
        if (file is not null)
            builder.AddInMemoryCollection(SettingsFile.Read(file));
        if ((secrets ?? (Directory.Exists(UsualSecrets) ? UsualSecrets : null)) is { } folder)
            builder.AddInMemoryCollection(SecretsFolder.Read(folder));
        builder.AddInMemoryCollection(Variables(environment));
        return builder.Build();
    }

    /// <summary>A setting's text; null when it is not set, or empty.</summary>
    public static string? Text(this IConfiguration configuration, string setting) => configuration[setting] is { Length: > 0 } text ? text : null;

    private static IEnumerable<KeyValuePair<string, string?>> Variables(IDictionary environment) =>
        from DictionaryEntry variable in environment
        let name = (string)variable.Key
        where name.Contains("__", StringComparison.Ordinal) && variable.Value is string { Length: > 0 }
        select KeyValuePair.Create(name.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value);
}
