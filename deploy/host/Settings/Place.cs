namespace Sync.Host.Settings;

/// <summary>Where settings are written, and how their names look there.</summary>
/// <param name="Name">as it ends "Night:AtMost in …"</param>
/// <param name="Separator">between the parts of a name</param>
internal sealed record Place(string Name, string Separator)
{
    public static readonly Place Environment = new("the environment", "__");

    public static Place File(string path) => new(Path.GetFileName(path), ":");

    public static Place Folder(string path) => new(path, "__");

    /// <summary>A name as it is written here, and where.</summary>
    public string Mention(string name) => $"{Spell(name)} in {Name}";

    /// <summary>A name as it is written here.</summary>
    public string Spell(string name) => name.Replace(":", Separator, StringComparison.Ordinal);
}
