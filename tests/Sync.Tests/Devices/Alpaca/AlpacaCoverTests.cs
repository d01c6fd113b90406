using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Devices.Alpaca.Served;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Covers, and monitors of safety.</summary>
public sealed class AlpacaCoverTests : IDisposable
{
    private readonly AlpacaStage stage = new();

    public void Dispose() => stage.Dispose();

    [Fact]
    public async Task A_cover_closes_opens_and_shines()
    {
        var server = new SimulatedAlpaca();
        await using var cover = new AlpacaCover(server.Address, "0", server.Time);
        await new Clock.Rehearsal(server.Time).Do(async () =>
        {
            await cover.Connect(default);
            Assert.True(cover.HasPanel);
            await cover.Close(default);
            Assert.False(await cover.IsOpen(default));
            await cover.Light(40, default);
            await cover.Light(0, default);
            await Assert.ThrowsAsync<DeviceException>(() => cover.Light(101, default));
            await cover.Open(default);
            Assert.True(await cover.IsOpen(default));
        });
        await server.Stop();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, null)]
    [InlineData(3, true)]
    [InlineData(4, null)]
    public Task States_are_told(int state, bool? open) => Play(Cover().With("coverstate", state), async cover => Assert.Equal(open, await cover.IsOpen(default)));

    [Fact]
    public async Task Brightness_is_a_part_of_the_panels_own() => Assert.Equal(["PUT covercalibrator/0/calibratoron Brightness=102", "PUT covercalibrator/0/calibratoron Brightness=3", "PUT covercalibrator/0/calibratoroff"],
        await Play(Cover().With("calibratorstate", 3).With("maxbrightness", 255), async cover =>
        {
            foreach (var percent in new[] { 40, 1, 0 })
                await cover.Light(percent, default);
        }));

    [Fact]
    public async Task A_panel_that_warms_up_is_waited_for_and_one_that_fails_is_told()
    {
        await Play(Cover().With("calibratorstate", [1, 2, 2, 3]).With("maxbrightness", 10), cover => cover.Light(50, default));
        Assert.Contains("panel has failed", await Fails(Cover().With("calibratorstate", [1, 2, 5]).With("maxbrightness", 10), cover => cover.Light(50, default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cover_that_fails_is_told()
    {
        Assert.Contains("cover has failed", await Fails(Cover().With("coverstate", [3, 2, 5]), cover => cover.Close(default)), StringComparison.Ordinal);
        Assert.Contains("cover has failed", await Fails(Cover().With("coverstate", 5), cover => cover.IsOpen(default)), StringComparison.Ordinal);
        Assert.Contains("after closecover (cover state 4)", await Fails(Cover().With("coverstate", [3, 2, 4]), cover => cover.Close(default)), StringComparison.Ordinal);
        Assert.Contains("no end of the closecover within 120 s", await Fails(Cover().With("coverstate", [3, 2]), cover => cover.Close(default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_already_is_not_ordered() => Assert.Empty(await Play(Cover().With("coverstate", 3), cover => cover.Open(default)));

    [Fact]
    public async Task A_cover_without_a_panel_has_no_light() =>
        Assert.Contains("no panel", await Fails(Cover(), cover => cover.Light(10, default)), StringComparison.Ordinal);

    [Fact]
    public Task Weather_that_turns_is_told_within_seconds() => Monitor(AlpacaScript.Connected().With("connecting", false).With("issafe", [true, true, true, false, true]), async monitor =>
    {
        Assert.Equal(Safety.Safe, await monitor.Watch(null, default));
        var turned = await monitor.Watch(Safety.Safe, default);
        Assert.False(turned.IsSafe);
        Assert.Contains("not safe", turned.Reason, StringComparison.Ordinal);
        Assert.Equal(4, stage.Passed.TotalSeconds, 1);
        Assert.Equal(Safety.Safe, await monitor.Watch(turned, default));
    });

    [Fact]
    public Task Weather_that_stays_is_told_in_time() => Monitor(AlpacaScript.Connected().With("connecting", false).With("issafe", true), async monitor =>
    {
        Assert.Equal(Safety.Safe, await monitor.Watch(Safety.Safe, default));
        Assert.InRange(stage.Passed, TimeSpan.FromSeconds(8), monitor.AnswersWithin / 2);
    });

    [Fact]
    public Task A_monitor_that_is_disconnected_or_gone_is_an_error_at_once() => Monitor(
        AlpacaScript.Connected().With("connecting", false).With("issafe", AlpacaReply.Refusal(0x407, "Safety Monitors should throw when not connected."), AlpacaReply.Cut, AlpacaReply.Value("yes")), async monitor =>
        {
            foreach (var words in new[] { "when not connected", "no answer to issafe", "true or false is allowed" })
                Assert.Contains(words, (await Assert.ThrowsAsync<DeviceException>(() => monitor.Watch(null, default))).Message, StringComparison.Ordinal);
            Assert.Equal(0, stage.Passed.TotalSeconds, 1);
        });

    private static AlpacaScript Cover() => AlpacaScript.Connected().With("connecting", false).With("calibratorstate", 0).With("coverstate", 3);

    private Task<IReadOnlyList<string>> Play(AlpacaScript script, Func<AlpacaCover, Task> test) => stage.Play(script, (a, t) => new AlpacaCover(a, "0", t), test);

    private Task<string> Fails(AlpacaScript script, Func<AlpacaCover, Task> test) => stage.Fails(script, (a, t) => new AlpacaCover(a, "0", t), test);

    private Task Monitor(AlpacaScript script, Func<AlpacaSafetyMonitor, Task> test) => stage.Play(script, (a, t) => new AlpacaSafetyMonitor(a, "0", t), test);
}
