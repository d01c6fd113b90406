using Sync.Host.Commands;

namespace Sync.Host.Settings;

/// <summary>A folder of secrets: each file is a setting, named with "__" for ":", and holds its text.</summary>
internal static class SecretsFolder
{
    /// <summary>
    /// Files whose name begins with no section of Sync's, nor nearly so, are somebody else's and not read. Of a file that is
    /// no setting only the name is read.
    /// </summary>
    /// <exception cref="SettingException">no folder, or a file of it is empty or can't be read; what it holds is not repeated</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new SettingException($"--secrets is {folder}, which is no folder.");
        try
        {
            return [.. from file in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)
                       let name = Path.GetFileName(file).Replace("__", ":", StringComparison.Ordinal)
                       where SettingProblem.IsOurs(name)
                       select KeyValuePair.Create(name, KnownSettings.All.ContainsKey(name) ? Secret(file) : "")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(e.Message);
        }
    }

    /// <summary>An editor ends a file with a line's end that is no part of the secret.</summary>
    private static string Secret(string file)
    {
        if (Directory.Exists(file)) // what Docker makes where the file to be mounted is not there
            throw new SettingException($"The secret {file} is a folder; allowed is a file.");
        var text = File.ReadAllText(file);
        text = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        return text.Length > 0 ? text : throw new SettingException($"The secret {file} is empty.");
    }
}
