using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

public sealed class AlpacaDomeTests : IDisposable
{
    private readonly AlpacaStage stage = new();

    public void Dispose() => stage.Dispose();

    [Theory]
    [InlineData(0, DomeOpening.Open)]
    [InlineData(1, DomeOpening.Closed)]
    [InlineData(2, DomeOpening.Moving)]
    [InlineData(3, DomeOpening.Moving)]
    [InlineData(4, DomeOpening.Unknown)]
    public Task How_its_shutter_is_is_told(int status, DomeOpening opening) =>
        Play(Dome().With("shutterstatus", status), async dome => Assert.Equal(new DomeState(opening, 180, false, false), await dome.Look(default)));

    [Fact]
    public Task A_dome_that_follows_the_mount_says_so() => Play(Dome().With("slaved", true).With("slewing", true), async dome =>
        Assert.Equal(new DomeState(DomeOpening.Open, 180, Turning: true, FollowsMount: true), await dome.Look(default)));

    [Fact]
    public Task A_roof_has_no_azimuth_and_one_without_a_motor_is_open() => Play(AlpacaScript.Connected().With("connecting", false).With("slewing", false), async dome =>
    {
        Assert.Equal(new DomeFacts(false, false, false), dome.Facts);
        Assert.Equal(new DomeState(DomeOpening.Open, null, false, false), await dome.Look(default));
        await dome.Park(default); // it has no place for it
        Assert.Contains("does not turn", (await Assert.ThrowsAsync<DeviceException>(() => dome.Turn(10, default))).Message, StringComparison.Ordinal);
        Assert.Contains("no shutter that its driver moves", (await Assert.ThrowsAsync<DeviceException>(() => dome.Close(default))).Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task A_motion_that_is_under_way_is_over_before_the_next_is_ordered() => Assert.Equal(["PUT dome/0/closeshutter"],
        await Play(Dome().With("shutterstatus", [2, 2, 0, 3, 1]), dome => dome.Close(default)));

    [Fact]
    public async Task What_is_so_already_is_not_ordered() => Assert.Empty(await Play(Dome().With("atpark", true), async dome =>
    {
        await dome.Open(default);
        await dome.Park(default);
    }));

    [Fact]
    public async Task A_full_turn_is_none() => Assert.Equal(["PUT dome/0/slewtoazimuth Azimuth=0"], await Play(Dome().With("azimuth", 359.5), dome => dome.Turn(360, default)));

    [Fact]
    public async Task A_shutter_that_fails_is_told()
    {
        Assert.Contains("shutter has failed (status 4)", await Fails(Dome().With("shutterstatus", [1, 2, 4]), dome => dome.Open(default)), StringComparison.Ordinal);
        Assert.Contains("after openshutter (shutter status 1)", await Fails(Dome().With("shutterstatus", [1, 2, 1]), dome => dome.Open(default)), StringComparison.Ordinal);
        Assert.Contains("no end of the openshutter within 300 s", await Fails(Dome().With("shutterstatus", [1, 2]), dome => dome.Open(default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_ends_elsewhere_or_is_refused_is_told()
    {
        Assert.Contains("stopped at 180° on the way to 20°", await Fails(Dome(), dome => dome.Turn(20, default)), StringComparison.Ordinal);
        Assert.Contains("The dome is slaved", await Fails(Dome().With("PUT slewtoazimuth", AlpacaReply.Refusal(0x40B, "The dome is slaved")), dome => dome.Turn(20, default)), StringComparison.Ordinal);
        Assert.Contains("on the way to its park position", await Fails(Dome().With("atpark", false), dome => dome.Park(default)), StringComparison.Ordinal);
    }

    private static AlpacaScript Dome() => AlpacaScript.Connected().With("connecting", false).With("cansetshutter", true).With("cansetazimuth", true).With("canpark", true)
        .With("shutterstatus", 0).With("azimuth", 180).With("slewing", false).With("slaved", false);

    private Task<IReadOnlyList<string>> Play(AlpacaScript script, Func<AlpacaDome, Task> test) => stage.Play(script, (a, t) => new AlpacaDome(a, "0", t), test);

    private Task<string> Fails(AlpacaScript script, Func<AlpacaDome, Task> test) => stage.Fails(script, (a, t) => new AlpacaDome(a, "0", t), test);
}
