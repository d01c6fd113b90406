using Sync.Clock;

namespace Sync.Devices;

/// <summary>
/// Reads a file that a weather program writes again and again: its first line is "safe", or says why it is not. A file that is missing,
/// empty or older than it may be is not safe.
/// </summary>
/// <param name="path">the file</param>
/// <param name="fresh">how old it may be; half of that is how long a change may go unseen where the system tells of none</param>
/// <param name="time">its clock is compared with the file's</param>
public sealed class FileSafetyMonitor(string path, TimeSpan fresh, TimeProvider time) : ISafetyMonitor
{
    private readonly Bell bell = new(time);
    private FileSystemWatcher? watcher;

    public string Name => path;

    public TimeSpan AnswersWithin => fresh;

    /// <exception cref="DeviceException">there is no such folder</exception>
    public Task Connect(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (watcher is not null)
            return Task.CompletedTask;
        try
        {
            watcher = new(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
            watcher.Changed += Ring;
            watcher.Created += Ring;
            watcher.Deleted += Ring;
            watcher.Renamed += Ring;
            watcher.EnableRaisingEvents = true;
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            throw new DeviceException(Name, $"its folder can't be watched: {e.Message}", e);
        }
    }

    public async Task<Safety> Watch(Safety? known, CancellationToken cancel)
    {
        var present = Read();
        if (known != present)
            return present;
        await bell.Wait(fresh / 2, cancel);
        return Read();
    }

    public ValueTask DisposeAsync()
    {
        watcher?.Dispose();
        watcher = null;
        return ValueTask.CompletedTask;
    }

    private void Ring(object sender, FileSystemEventArgs change) => bell.Ring();

    private Safety Read()
    {
        try
        {
            if (!File.Exists(path))
                return new(false, $"{path} is not there");
            if (time.GetUtcNow() - File.GetLastWriteTimeUtc(path) > fresh)
                return new(false, $"{path} is older than {fresh.TotalSeconds:0} s");
            var line = File.ReadLines(path).FirstOrDefault()?.Trim() ?? "";
            return line.Equals("safe", StringComparison.OrdinalIgnoreCase) ? Safety.Safe : new(false, line.Length > 0 ? line : $"{path} is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(false, $"{path} can't be read: {e.Message}");
        }
    }
}
