namespace Sync.Tests.CameraAgent;

/// <summary>A directory for one test.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sync-test-").FullName;

    public static implicit operator string(ScratchDirectory scratch) => scratch.Path;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
