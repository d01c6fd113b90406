using System.CommandLine;
using Sync.Host.Settings;

namespace Sync.Host.Commands;

/// <summary>The options that say where settings are; every command has them.</summary>
internal static class SettingSwitches
{
    private static readonly Option<FileInfo?> File = new("--settings")
    {
        Description = "Settings: a JSON file as deploy/config/observatory.example.json [default: what SYNC_SETTINGS names].",
        HelpName = "FILE",
        Recursive = true,
    };

    private static readonly Option<DirectoryInfo?> Secrets = new("--secrets")
    {
        Description = $"Folder of secrets, each a file named as its setting [default: what SYNC_SECRETS names, or {Sources.UsualSecrets}].",
        HelpName = "DIR",
        Recursive = true,
    };

    public static void AddTo(RootCommand root)
    {
        root.Add(File);
        root.Add(Secrets);
    }

    /// <summary>All that is set for this command.</summary>
    /// <exception cref="SettingException">a file can't be used</exception>
    public static IConfiguration Configuration(this ParseResult parsed) => Sources.Read(
        parsed.GetValue(File)?.FullName ?? Variable("SYNC_SETTINGS"),
        parsed.GetValue(Secrets)?.FullName ?? Variable("SYNC_SECRETS"),
        Environment.GetEnvironmentVariables());

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? Path.GetFullPath(text) : null;
}
