using Sync.Tests.House;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Sync.Tests.Deploy;

/// <summary>A compose file, with its anchors and merges resolved.</summary>
internal sealed class ComposeFile
{
    private ComposeFile(string path, Dictionary<object, object?> all) => (Path, All) = (path, all);

    public string Path { get; }

    public Dictionary<object, object?> All { get; }

    public IEnumerable<ComposeService> Services =>
        Map(All, "services").Select(s => new ComposeService($"{Path}: {s.Key}", (Dictionary<object, object?>)s.Value!));

    public static ComposeFile Read(string path)
    {
        var parser = new MergingParser(new YamlDotNet.Core.Parser(new StringReader(Repository.Text(path))));
        return new(path, new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(parser));
    }

    public static Dictionary<object, object?> Map(Dictionary<object, object?> of, string name) =>
        of.TryGetValue(name, out var value) && value is Dictionary<object, object?> map ? map : [];
}

/// <summary>One service of a compose file.</summary>
/// <param name="Name">with its file, for findings</param>
/// <param name="Body">all that is said of it</param>
internal sealed record ComposeService(string Name, Dictionary<object, object?> Body)
{
    /// <summary>Does its work and ends.</summary>
    public bool IsOneShot => Text("restart") == "no";

    public string? Text(string name) => Body.TryGetValue(name, out var value) ? value as string : null;

    public IReadOnlyList<string> List(string name) =>
        Body.TryGetValue(name, out var value) && value is List<object> items ? [.. items.OfType<string>()] : [];

    public Dictionary<object, object?> Map(string name) => ComposeFile.Map(Body, name);
}
