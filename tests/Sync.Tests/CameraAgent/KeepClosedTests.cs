using Sync.Contracts;

namespace Sync.Tests.CameraAgent;

public sealed class KeepClosedTests : IDisposable
{
    private const string Rain = "It is not safe to be out: rain.";
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task An_exposure_is_aborted_at_once()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        await host.Exposing(round);
        host.Time.Advance(TimeSpan.FromSeconds(7));
        await host.Tell(Closed(1));
        var closed = await host.Closed(round);
        Assert.Equal((Rain, TimeSpan.FromSeconds(7)), (closed.Reason, closed.Open));
    }

    [Fact]
    public async Task A_round_that_was_prepared_for_opens_nothing()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round();
        var ready = await host.Ready(round);
        await host.Tell(Closed(1));
        await host.Open(round, ready.Stamp);
        Assert.Equal(Rain, (await host.Closed(round)).Reason);
        await host.HasRead();
        Assert.Equal(0, host.Camera.Exposures);
    }

    [Fact]
    public async Task No_round_is_prepared_for_until_it_may_open_and_what_came_late_changes_nothing()
    {
        await using var host = await AgentHost.Start(scratch);
        await host.Tell(Closed(3));
        await host.Tell(new MayOpen { Camera = AgentHost.Name, Number = 2 });
        var refused = AgentHost.Round();
        await host.Tell(refused);
        Assert.Equal(Rain, (await host.Probe.Hears<CameraNotReady>(n => n.RoundId == refused.RoundId)).Reason);
        await host.Tell(new MayOpen { Camera = AgentHost.Name, Number = 4 });
        await host.Ready(AgentHost.Round(epoch: 2, number: 2, night: refused.NightId));
    }

    private static KeepClosed Closed(long number) => new() { Camera = AgentHost.Name, Number = number, Reason = Rain };
}
