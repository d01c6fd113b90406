using Microsoft.Extensions.Options;
using Sync.Contracts;
using Sync.Devices.Rig;

namespace Sync.CameraAgent.Frames;

/// <summary>Where frames go.</summary>
internal sealed class FrameNames
{
    private const string Extension = ".fits";
    private readonly FileNamePattern pattern;
    private readonly string directory;
    private readonly TimeProvider time;

    public FrameNames(IOptions<CameraAgentOptions> options, TimeProvider time)
    {
        pattern = new FileNamePattern(options.Value.FileNamePattern);
        directory = Path.GetFullPath(options.Value.FramesDirectory);
        this.time = time;
    }

    /// <summary>The root of all frames, as a whole path.</summary>
    public string Folder => directory;

    /// <summary>A whole path that no file has yet.</summary>
    public string Plan(PrepareRound order, CameraDescription camera, int number, double? sensorCelsius)
    {
        var values = NameTokens.Values(order, camera, number, sensorCelsius, time.GetLocalNow());
        var path = Path.GetFullPath(Path.Combine(directory, pattern.Fill(values) + Extension));
        return File.Exists(path) ? Free(path) : path;
    }

    /// <summary>The same name with the first counter from 2 that no file has.</summary>
    public string Free(string path)
    {
        var stem = path[..^Extension.Length];
        return Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{stem}_{n}{Extension}").First(p => !File.Exists(p));
    }

    /// <summary>The same name for a frame that is not whole.</summary>
    public static string Aborted(string path) => $"{path[..^Extension.Length]}_aborted{Extension}";

    /// <summary>Writes a file beside the frames, and removes it.</summary>
    /// <exception cref="IOException">it could not; <see cref="UnauthorizedAccessException"/> likewise</exception>
    public void TryFolder()
    {
        Directory.CreateDirectory(directory);
        using var probe = new FileStream(Path.Combine(directory, $"{Guid.NewGuid():N}.probe"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        probe.WriteByte(0);
    }

    /// <summary>What is left on the disk of the frames.</summary>
    public long FreeBytes()
    {
        Directory.CreateDirectory(directory);
        return new DriveInfo(directory).AvailableFreeSpace;
    }
}
