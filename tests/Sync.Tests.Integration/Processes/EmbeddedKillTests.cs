using System.Globalization;
using Sync.Host.Nights;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Integration.Processes;

/// <summary>The night in one process, without a broker: killed again and again at moments that nobody chose.</summary>
public sealed class EmbeddedKillTests : IDisposable
{
    private const int Kills = 6;
    private const int Seed = 20;
    private const int RoundsAfterwards = 5;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly string folder = Directory.CreateTempSubdirectory("sync-embedded-").FullName;

    private NightBooks Books => new(folder);

    private string Output => Path.Combine(folder, "output.log");

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("SYNC_TEST_KEEP") is not { Length: > 0 })
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_night_killed_six_times_loses_nothing_and_does_nothing_twice()
    {
        var chance = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
            await RunAndKill(chance.Next(0, 2500));
        using var last = Night();
        var reached = (await Books.Rounds()).Count;
        await Watch.Until("The night goes on", Soon, async () => (await Books.Rounds()).Count(r => r.ClosedAt is not null) >= reached + RoundsAfterwards);
        Assert.Equal(0, await last.Interrupt(Soon));
        await Judge();
    }

    /// <summary>So long after its first sign of life; what it does then is chance.</summary>
    private async Task RunAndKill(int milliseconds)
    {
        using var night = Night();
        var said = Said();
        await Watch.Until("It says something", Soon, () => Task.FromResult(!night.Runs || Said() > said));
        Assert.True(night.Runs, File.Exists(Output) ? File.ReadAllText(Output) : "It ended at once.");
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Time);
        await night.Kill();
    }

    private async Task Judge()
    {
        var nights = await Books.All<string>("select state from night");
        Assert.Equal([nameof(NightStateMachine.Ended)], nights);
        Assert.All(await Books.Rounds(), r => Assert.Equal(nameof(RoundStateMachine.Closed), r.CurrentState));
        var frames = await Books.Frames();
        Assert.NotEmpty(frames);
        Assert.DoesNotContain(frames, f => f.State == "Pending");
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(folder, "frames"), "*", SearchOption.AllDirectories).Order(), frames.Select(f => f.Path).Order());
        Assert.Equal(frames.Count, frames.Select(f => (f.RoundId, f.Camera)).Distinct().Count());
        Assert.Empty(await Books.Overdone());
        Assert.Empty(await Books.Open());
        Assert.Empty(await Books.All<string>("select parked_why from outbox where parked is not null"));
        Assert.Empty(await Books.All<string>("select state from camera_slot where state = 'begun' union all select state from camera_frame where state in ('begun', 'closed')"));
    }

    private long Said() => File.Exists(Output) ? new FileInfo(Output).Length : 0;

    private Child Night() => new(
        "dotnet",
        [typeof(NightRun).Assembly.Location, "--speed", 600.ToString(CultureInfo.InvariantCulture), "--data", folder],
        Output,
        new Dictionary<string, string>());
}
