namespace Sync.Tests;

/// <summary>A folder of one test, gone after it.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("sync-test-").FullName;

    public string Database => $"Data Source={Path.Combine(Folder, "test.db")}";

    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
