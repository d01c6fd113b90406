using Sync.Devices;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Devices;

public sealed class FileSafetyMonitorTests : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private readonly ScratchDirectory scratch = new();
    private readonly FakeTime time = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("safe", true, "")]
    [InlineData("SAFE\n2026-11-20", true, "")]
    [InlineData("rain", false, "rain")]
    [InlineData("unsafe", false, "unsafe")]
    [InlineData("", false, "is empty")]
    public async Task The_first_line_says_it(string text, bool isSafe, string reason)
    {
        Write(text, time.GetUtcNow());
        await using var monitor = await Connected();
        var safety = await monitor.Watch(null, CancellationToken.None);
        Assert.Equal(isSafe, safety.IsSafe);
        Assert.EndsWith(reason, safety.Reason);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_old_is_not_safe()
    {
        await using var monitor = await Connected();
        Assert.EndsWith("is not there", (await monitor.Watch(null, CancellationToken.None)).Reason);
        Write("safe", time.GetUtcNow() - Fresh - TimeSpan.FromSeconds(1));
        Assert.EndsWith("is older than 120 s", (await monitor.Watch(null, CancellationToken.None)).Reason);
    }

    [Fact]
    public async Task A_file_that_nobody_writes_any_more_becomes_unsafe_by_itself()
    {
        Write("safe", time.GetUtcNow());
        await using var monitor = await Connected();
        var safety = await monitor.Watch(null, CancellationToken.None);
        for (var i = 0; i < 3 && safety.IsSafe; i++)
        {
            var watching = monitor.Watch(safety, CancellationToken.None);
            if (!watching.IsCompleted)
                time.Advance(Fresh / 2 + TimeSpan.FromSeconds(1));
            safety = await watching;
        }
        Assert.False(safety.IsSafe);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told()
    {
        await using var monitor = new FileSafetyMonitor(Path.Combine(scratch.Path, "none", "safe.txt"), Fresh, time);
        Assert.Contains("its folder can't be watched", (await Assert.ThrowsAsync<DeviceException>(() => monitor.Connect(CancellationToken.None))).Message);
    }

    private async Task<FileSafetyMonitor> Connected()
    {
        var monitor = new FileSafetyMonitor(File, Fresh, time);
        await monitor.Connect(CancellationToken.None);
        return monitor;
    }

    private string File => Path.Combine(scratch.Path, "safe.txt");

    private void Write(string text, DateTimeOffset at)
    {
        System.IO.File.WriteAllText(File, text);
        System.IO.File.SetLastWriteTimeUtc(File, at.UtcDateTime);
    }
}
