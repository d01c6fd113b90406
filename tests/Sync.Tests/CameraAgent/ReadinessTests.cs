using Sync.CameraAgent.Checks;
using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

/// <summary>What a camera says when it is asked whether it is ready for a night.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task It_names_what_it_has()
    {
        await using var host = await AgentHost.Start(scratch, focuser: new ScriptedFocuser());
        var report = await Report(host);
        Assert.Equal("scripted focuser is connected and stands at 5000 of 10000.", Of(report, "focuser").Finding);
        Assert.Equal(("camera-wide", host.Time.GetUtcNow()), (report.From, report.Answered));
        Assert.All(report.Items, i => Assert.Equal(("camera wide", CheckOutcome.Good), (i.Where, i.Outcome)));
        Assert.Equal("Scripted 'one' µ is connected, 32 × 24 px, its sensor at -10.0 °C on its way to -10 °C.", Of(report, "camera").Finding);
        Assert.Equal("scripted wheel is connected and has L, Ha.", Of(report, "filters").Finding);
        Assert.Equal($"{AgentHost.Frames(scratch)} can be written to.", Of(report, "frames").Finding);
        Assert.Empty(Directory.GetFileSystemEntries(AgentHost.Frames(scratch)));
    }

    [Fact]
    public async Task A_camera_out_of_reach_is_tried_again_at_once_and_told_with_the_reason()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.Failures["Connect"] = "no such camera on USB");
        var report = await Report(host);
        Assert.Equal(CheckOutcome.Bad, Of(report, "camera").Outcome);
        Assert.StartsWith("scripted camera: no such camera on USB; see that it is plugged in", Of(report, "camera").Finding);
        host.Camera.Failures.Clear();
        Assert.Equal(CheckOutcome.Good, Of(await Report(host), "camera").Outcome);
    }

    [Fact]
    public async Task A_disk_without_room_is_bad()
    {
        await using var host = await AgentHost.Start(scratch, minimumFreeDisk: $"{long.MaxValue}");
        Assert.Equal(CheckOutcome.Bad, Of(await Report(host), "disk").Outcome);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_bad()
    {
        File.WriteAllText(AgentHost.Frames(scratch), "a file where the folder should be");
        await using var host = await AgentHost.Start(scratch);
        Assert.Equal(CheckOutcome.Bad, Of(await Report(host), "frames").Outcome);
    }

    [Theory]
    [InlineData(999_000_000, CheckOutcome.Bad, "999.0 MB are left and 1.0 GB are wanted; make room, or no frame is taken.")]
    [InlineData(1_000_000_000 + (599 * 50_000_000L), CheckOutcome.Warning, "31.0 GB are left, room for 599 frames of 50.0 MB; a long night may take 600.")]
    [InlineData(1_000_000_000 + (600 * 50_000_000L), CheckOutcome.Good, "31.0 GB are left, room for 600 frames of 50.0 MB.")]
    public void Room_is_counted_in_frames(long free, CheckOutcome outcome, string finding) =>
        Assert.Equal((outcome, finding), DiskSpace.Judge(free, 1_000_000_000, 50_000_000));

    private static async Task<ReadinessReported> Report(AgentHost host)
    {
        var question = new CheckReadiness
        {
            CheckId = Guid.NewGuid(), Camera = AgentHost.Name, Asked = host.Time.GetUtcNow(), Within = TimeSpan.FromSeconds(40), NewestFrame = null,
        };
        await host.Tell(question);
        return await host.Probe.Hears<ReadinessReported>(r => r.CheckId == question.CheckId);
    }

    private static CheckItem Of(ReadinessReported report, string subject) => report.Items.Single(i => i.Subject == subject);
}
