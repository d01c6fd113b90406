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
        var safe = await host.Probe.Hears<SkySafe>();
        weather.Turn("rain");
        var rain = await host.Probe.Hears<SkyUnsafe>();
        Assert.Equal("rain", rain.Reason);
        Assert.True(rain.Number > safe.Number);
        weather.Turn("");
        Assert.True((await host.Probe.Hears<SkySafe>(s => s != safe)).Number > rain.Number);
        Assert.Single(host.Probe.All<SkyUnsafe>());
    }

    [Fact]
    public async Task Nothing_but_rest_and_park_is_done_while_it_is_unsafe_and_the_scheduler_is_told_again_why()
    {
        await using var host = await Start("rain");
        await host.Probe.Hears<SkyUnsafe>();
        await host.Tell(DitherHost.Slew(1));
        Assert.Equal("It is not safe to be out: rain.", (await host.Probe.Hears<MoveFailed>()).Reason);
        await host.Tell(new Park { MoveId = Guid.NewGuid(), NightId = DitherHost.NightId, Epoch = 2 });
        await host.Probe.Hears<SkySettled>();
        Assert.Equal(["stop guiding", "park"], host.Did);
        Assert.Equal(2, host.Probe.All<SkyUnsafe>().Count);
        Assert.Single(host.Probe.All<SkyUnsafe>().Distinct());
    }

    [Fact]
    public async Task A_move_that_is_under_way_is_cut_when_it_becomes_unsafe()
    {
        await using var host = await Start();
        await host.Probe.Hears<SkySafe>();
        await host.Tell(DitherHost.Slew(1));
        await host.Time.Awaited(host.Guider.SettlesAfter);
        weather.Turn("wind");
        Assert.Equal("It is not safe to be out: wind.", (await host.Probe.Hears<MoveFailed>()).Reason);
    }

    private Task<DitherHost> Start(string reason = "") => DitherHost.Start(scratch, safety: time =>
    {
        weather = new SimulatedSafetyMonitor(new SimulatedWorld(time, 1, null), "rig.safety");
        if (reason.Length > 0)
            weather.Turn(reason);
        return weather;
    });
}
