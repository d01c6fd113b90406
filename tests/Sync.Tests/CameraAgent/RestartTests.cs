using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

/// <summary>An agent killed at any instant loses nothing and says nothing twice.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();
    private readonly ScratchDirectory after = new();

    public void Dispose()
    {
        scratch.Dispose();
        after.Dispose();
    }

    [Fact]
    public async Task Killed_while_exposing_it_aborts_the_hardware_and_reports_the_slot_closed()
    {
        await using var killed = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        await killed.Exposing(round);
        Killed();
        await using var next = await AgentHost.Start(after);
        var closed = await next.Closed(round);
        Assert.Equal((0, "The agent was restarted while exposing."), (closed.Frames, closed.Reason));
        Assert.Equal((1, 0), (next.Camera.Aborts, next.Camera.Exposures));
        await next.Open(round, killed.Probe.All<CameraReady>()[0].Stamp);
        await next.HasRead();
        Assert.Equal(0, next.Camera.Exposures);
    }

    [Fact]
    public async Task Killed_while_ready_it_refuses_its_former_stamps()
    {
        await using var killed = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        var ready = await killed.Ready(round);
        Killed();
        await using var next = await AgentHost.Start(after);
        await next.Open(round, ready.Stamp);
        Assert.Equal(0, (await next.Closed(round)).Frames);
        Assert.Equal(0, next.Camera.Exposures);
    }

    [Fact]
    public async Task Killed_while_ready_and_asked_again_it_opens_by_a_new_stamp()
    {
        await using var killed = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        await killed.Ready(round);
        Killed();
        await using var next = await AgentHost.Start(after);
        Assert.Equal(round.RoundId, (await next.Frame(round)).RoundId);
    }

    [Fact]
    public async Task A_frame_on_disk_that_was_not_reported_is_reported_once()
    {
        var saved = await Unreported();
        var later = new FakeTime();
        later.Advance(TimeSpan.FromHours(1));
        await using (var next = await AgentHost.Start(scratch, later))
            Assert.Equal(saved with { Saved = later.GetUtcNow() }, await next.Probe.Hears<FrameSaved>());
        await using var third = await AgentHost.Start(scratch);
        await third.HasRead();
        Assert.Empty(third.Probe.All<FrameSaved>());
    }

    [Fact]
    public async Task A_frame_that_never_came_on_disk_is_reported_lost_and_its_part_removed()
    {
        var saved = await Unreported();
        var part = Path.Combine(Path.GetDirectoryName(saved.Path)!, $"{saved.FrameId:N}.part");
        File.Move(saved.Path, part);
        await using var next = await AgentHost.Start(scratch);
        Assert.Equal(saved.FrameId, (await next.Probe.Hears<FrameLost>()).FrameId);
        Assert.False(File.Exists(part));
        Assert.Empty(next.Probe.All<FrameSaved>());
    }

    [Fact]
    public async Task Another_file_of_that_name_is_not_taken_for_the_frame()
    {
        var saved = await Unreported();
        await File.WriteAllTextAsync(saved.Path, "somebody else's");
        await using var next = await AgentHost.Start(scratch);
        Assert.Equal(saved.FrameId, (await next.Probe.Hears<FrameLost>()).FrameId);
        Assert.Equal("somebody else's", await File.ReadAllTextAsync(saved.Path));
    }

    [Fact]
    public async Task Stopped_in_order_while_exposing_it_closes_its_shutter_and_says_so_later()
    {
        var round = AgentHost.Round();
        await using (var stopped = await AgentHost.Start(scratch))
            await stopped.Exposing(round);
        await using var next = await AgentHost.Start(scratch);
        await next.Tell(round);
        Assert.Contains("was stopped", (await next.Closed(round)).Reason);
    }

    /// <summary>What the disk of a process that dies now would hold.</summary>
    private void Killed()
    {
        foreach (var file in Directory.EnumerateFiles(scratch, "sync.db*"))
            File.Copy(file, Path.Combine(after, Path.GetFileName(file)));
    }

    /// <summary>Takes a frame and turns the journal back to the moment before it was reported.</summary>
    private async Task<FrameSaved> Unreported()
    {
        await using var host = await AgentHost.Start(scratch);
        var saved = await host.Frame(AgentHost.Round());
        await host.HasRead();
        await host.Role.Store.Write(t => t.Execute("update camera_frame set state = 'closed' where state = 'saved'"), CancellationToken.None);
        return saved;
    }
}
