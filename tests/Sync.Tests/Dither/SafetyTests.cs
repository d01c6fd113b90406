using Sync.Contracts;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither;

public sealed class SafetyTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();
    private SimulatedSafetyMonitor weather = null!;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Each_turn_is_told_once_in_its_order()
    {
        await using var host = await Start();
        var safe = await host.Probe.Hears<MayOpen>();
        await host.Tell(DitherHost.Slew(1));
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
        weather.Turn("rain");
        var rain = await host.Probe.Hears<SkyUnsafe>();
        Assert.Equal(("rain", DitherHost.NightId), (rain.Reason, rain.NightId));
        var closed = await host.Probe.Hears<KeepClosed>();
        Assert.Equal((AgentHost.Name, rain.Number, "It is not safe to be out: rain."), (closed.Camera, closed.Number, closed.Reason));
        weather.Turn("");
        Assert.True((await host.Probe.Hears<SkySafe>()).Number > rain.Number && rain.Number > safe.Number);
        Assert.Single(host.Probe.All<SkyUnsafe>());
    }

    [Fact]
    public async Task Nothing_but_rest_and_park_is_done_while_it_is_unsafe_and_the_night_is_told_why()
    {
        await using var host = await Start("rain");
        await host.Probe.Hears<KeepClosed>();
        await host.Tell(DitherHost.Slew(1));
        Assert.Equal("It is not safe to be out: rain.", (await host.Probe.Hears<MoveFailed>()).Reason);
        Assert.Equal("rain", (await host.Probe.Hears<SkyUnsafe>()).Reason);
        await host.Tell(new Park { MoveId = Guid.NewGuid(), NightId = DitherHost.NightId, Epoch = 2 });
        await host.Probe.Hears<SkySettled>();
        Assert.Equal(["stop guiding", "park"], host.Did);
    }

    [Fact]
    public async Task A_move_that_is_under_way_is_cut_when_it_becomes_unsafe()
    {
        await using var host = await Start();
        await host.Probe.Hears<MayOpen>();
        await host.Tell(DitherHost.Slew(1));
        await host.Time.Awaited(host.Guider.SettlesAfter);
        weather.Turn("wind");
        Assert.Equal("It is not safe to be out: wind.", (await host.Probe.Hears<MoveFailed>()).Reason);
    }

    [Fact]
    public async Task Another_reason_is_no_turn()
    {
        await using var host = await Start("rain");
        await host.Probe.Hears<KeepClosed>();
        weather.Turn("wind");
        var reason = "";
        for (var epoch = 1; epoch <= 50 && !reason.Contains("wind", StringComparison.Ordinal); epoch++) // until it has been seen
        {
            var slew = DitherHost.Slew(epoch);
            await host.Tell(slew);
            reason = (await host.Probe.Hears<MoveFailed>(f => f.MoveId == slew.MoveId)).Reason;
        }
        Assert.Equal("It is not safe to be out: wind.", reason);
        await host.Time.Awaited(TimeSpan.FromSeconds(10)); // it watches on, and does not ask again and again
        Assert.Single(host.Probe.All<KeepClosed>());
    }

    [Fact]
    public async Task Before_a_night_it_is_said_whether_it_is_safe()
    {
        await using var host = await Start("rain");
        await host.Probe.Hears<KeepClosed>();
        await host.Tell(new CheckReadiness { CheckId = Guid.NewGuid(), Camera = null, Asked = host.Time.GetUtcNow(), Within = TimeSpan.FromSeconds(40), NewestFrame = null });
        var item = Assert.Single((await host.Probe.Hears<ReadinessReported>()).Items, i => i.Subject == "safety");
        Assert.Equal((CheckOutcome.Warning, "It is not safe to be out: rain. A night waits until it is."), (item.Outcome, item.Finding));
    }

    private Task<DitherHost> Start(string reason = "") => DitherHost.Start(scratch, safety: time =>
    {
        weather = new SimulatedSafetyMonitor(new SimulatedWorld(time, 1, null), "rig.safety");
        if (reason.Length > 0)
            weather.Turn(reason);
        return weather;
    });
}
