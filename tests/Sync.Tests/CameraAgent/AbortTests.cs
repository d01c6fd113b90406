using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

public sealed class AbortTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_round_aborted_before_it_opens_stays_aborted()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        var ready = await host.Ready(round);
        await Abort(host, round);
        await host.Open(round, ready.Stamp);
        await host.HasRead();
        Assert.Equal(0, host.Camera.Exposures);
        Assert.All(host.Probe.All<ShutterClosed>().Where(c => c.RoundId == round.RoundId), c => Assert.Equal((0, "clouds"), (c.Frames, c.Reason)));
    }

    [Fact]
    public async Task A_round_aborted_before_it_was_asked_for_is_not_prepared()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        await Abort(host, round);
        await host.Tell(round);
        Assert.Equal("clouds", (await host.Probe.Hears<CameraNotReady>()).Reason);
        Assert.Empty(host.Probe.All<CameraReady>());
    }

    [Fact]
    public async Task An_aborted_exposure_closes_at_once_and_leaves_no_file()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        await host.Exposing(round);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        await Abort(host, round);
        var closed = await host.Closed(round);
        Assert.Equal((0, "clouds", TimeSpan.FromSeconds(10)), (closed.Frames, closed.Reason, closed.Open));
        await host.Ready(AgentHost.Round(epoch: 2, number: 2, night: round.NightId));
        Assert.False(Directory.EnumerateFiles(AgentHost.Frames(scratch), "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task At_the_end_of_the_lease_the_shutter_closes_whatever_happens()
    {
        // The camera opens late and then exposes far too long, as a driver may that counts badly.
        await using var host = await AgentHost.Start(scratch, script: c => c.Overruns = TimeSpan.FromHours(1));
        var round = AgentHost.Round(seconds: 60, lease: 90);
        await host.Open(round, (await host.Ready(round)).Stamp);
        await host.Probe.Hears<ShutterOpened>();
        await host.Time.Awaited(TimeSpan.FromSeconds(60) + TimeSpan.FromHours(1));
        host.Time.Advance(TimeSpan.FromSeconds(90));
        var closed = await host.Closed(round);
        Assert.Contains("lease was over", closed.Reason);
        Assert.Equal(TimeSpan.FromSeconds(90), closed.Open);
    }

    private static Task Abort(AgentHost host, PrepareRound round) => host.Tell(
        new AbortSlot { RoundId = round.RoundId, Epoch = round.Epoch, Camera = AgentHost.Name, Reason = "clouds" });
}
