namespace Sync.Tests.House;

/// <summary>The files of the project as they lie beside this test, without what is built or fetched.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Foreign = ["bin", "obj", ".git", "node_modules", "dist", "wwwroot", "TestResults", "night", ".vs", ".idea"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>All C# files.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Files(".cs").Select(f => new SourceFile(f, File.ReadAllLines(Path.Combine(Root, f))))];

    /// <summary>Paths from the root, with '/', of the files whose names end in one of these.</summary>
    public static IEnumerable<string> Files(params string[] endings) =>
        Below(Root).Where(f => endings.Any(f.EndsWith)).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "Sync.sln")) ? directory : FindRoot(Path.GetDirectoryName(directory) ?? throw new FileNotFoundException("No Sync.sln above the tests."));

    private static IEnumerable<string> Below(string directory) => Directory.EnumerateFiles(directory)
        .Concat(Directory.EnumerateDirectories(directory).Where(d => !Foreign.Contains(Path.GetFileName(d))).SelectMany(Below));
}

/// <summary>One C# file.</summary>
internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>The rules name what they forbid.</summary>
    public bool IsRule => Path.StartsWith("tests/Sync.Tests/House/", StringComparison.Ordinal);

    public IEnumerable<string> Matching(System.Text.RegularExpressions.Regex pattern) =>
        Lines.Select((line, i) => (line, i)).Where(l => pattern.IsMatch(l.line)).Select(l => $"{Path}:{l.i + 1}: {l.line.Trim()}");
}
