using Sync.Astro.Coordinates;
using Sync.Astro.Domes;
using Sync.Contracts;
using Sync.Devices;
using Sync.Dither;
using Sync.Dither.Domes;
using Sync.Dither.Watch;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither.Domes;

public sealed class DomeTests : IDisposable
{
    private static readonly GeoSite Site = new(50.1, 8.6, 120);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(2);
    private readonly ScratchDirectory scratch = new();
    private ScriptedDome dome = null!;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Before_the_first_slew_it_is_opened_and_behind_it_turned()
    {
        await using var host = await Start();
        await Slew(host, 1);
        Assert.Equal(["stop guiding", "open", "slew 0.7", "turn", "guide"], host.Did);
        Assert.InRange(Ahead(await Aim(host)), 0.1, 4); // it leads
    }

    [Fact]
    public async Task A_slew_fails_when_it_does_not_open_and_the_mount_stays_where_it_is()
    {
        await using var host = await Start();
        dome.Failures["Open"] = new(["jammed"]);
        await host.Tell(DitherHost.Slew(1));
        Assert.Equal("scripted dome: jammed", (await host.Probe.Hears<MoveFailed>()).Reason);
        Assert.Equal(["stop guiding"], host.Did);
    }

    [Fact]
    public async Task One_that_opens_for_ever_fails_the_slew_by_our_own_clock()
    {
        await using var host = await Start();
        dome.OpensForEver = true;
        await host.Tell(DitherHost.Slew(1));
        var limit = new DitherOptions().DomeLimit;
        await host.Time.Awaited(limit);
        host.Time.Advance(limit);
        Assert.Equal("Opening the dome: did not end within its limit of 180 s.", (await host.Probe.Hears<MoveFailed>()).Reason);
    }

    [Fact]
    public async Task One_that_says_that_it_has_opened_and_has_not_is_not_believed()
    {
        await using var host = await Start();
        dome.Looked = () => dome.State = dome.State with { Opening = DomeOpening.Unknown };
        await host.Tell(DitherHost.Slew(1));
        Assert.Contains("did not open: its shutter is neither open nor closed", (await host.Probe.Hears<MoveFailed>()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(20, true)]
    public async Task A_dither_turns_it_first_only_when_it_must(double off, bool turns)
    {
        await using var host = await Start();
        await Slew(host, 1);
        dome.State = dome.State with { AzimuthDegrees = (dome.State.AzimuthDegrees!.Value + off) % 360 };
        host.Did.Clear();
        await host.Tell(DitherHost.Dither(2));
        await host.Settles();
        await host.Probe.Hears<SkySettled>(s => s.Epoch == 2);
        Assert.Equal(turns ? ["turn", "dither 8 0"] : ["dither 8 0"], host.Did);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(90, true)]
    public async Task Between_two_moves_it_turns_only_when_it_stands_in_the_way(double off, bool turns)
    {
        await using var host = await Start();
        await Slew(host, 1);
        dome.State = dome.State with { AzimuthDegrees = (dome.State.AzimuthDegrees!.Value + off) % 360 };
        host.Did.Clear();
        var looked = new TaskCompletionSource();
        dome.Looked = () => looked.TrySetResult();
        var left = Between - host.Guider.SettlesAfter;
        await host.Time.Awaited(left);
        host.Time.Advance(left);
        await looked.Task;
        await host.Time.Awaited(Between); // it watches on
        Assert.Equal(turns ? ["turn"] : [], host.Did);
    }

    [Fact]
    public async Task After_a_flip_it_is_turned_to_the_other_side()
    {
        await using var host = await Start(axisMetres: 0.8);
        host.Mount.Side = PierSide.West;
        await Slew(host, 1);
        var west = dome.State.AzimuthDegrees!.Value;
        host.Did.Clear();
        await host.Tell(DitherHost.Flip(2));
        await host.Settles();
        await host.Probe.Hears<SkySettled>(s => s.Epoch == 2);
        Assert.Equal(["stop guiding", "flip 0.7", "turn", "calibration East", "guide"], host.Did);
        Assert.True(Math.Abs(dome.State.AzimuthDegrees!.Value - west) > 10);
    }

    [Fact]
    public async Task One_that_does_not_turn_fails_the_move_with_its_reason()
    {
        await using var host = await Start();
        dome.Failures["Turn"] = new(["stopped at 3° on the way"]);
        await host.Tell(DitherHost.Slew(1));
        Assert.Equal("scripted dome: stopped at 3° on the way", (await host.Probe.Hears<MoveFailed>()).Reason);
    }

    [Fact]
    public async Task One_that_somebody_has_closed_fails_a_dither_and_is_opened_by_the_slew_behind_it()
    {
        await using var host = await Start();
        await Slew(host, 1);
        dome.State = dome.State with { Opening = DomeOpening.Closed };
        await host.Tell(DitherHost.Dither(2));
        Assert.Contains("is closed, and nobody here has closed it; the next slew opens it again", (await host.Probe.Hears<MoveFailed>()).Reason, StringComparison.Ordinal);
        await Slew(host, 3);
        Assert.Equal(DomeOpening.Open, dome.State.Opening);
    }

    [Fact]
    public async Task One_that_follows_the_mount_by_itself_is_waited_for_and_not_turned()
    {
        await using var host = await Start();
        var aim = await Aim(host);
        dome.State = new(DomeOpening.Open, aim, Turning: true, FollowsMount: true);
        await host.Tell(DitherHost.Slew(1));
        await host.Time.Awaited(TimeSpan.FromSeconds(2));
        Assert.DoesNotContain("guide", host.Did);
        dome.State = dome.State with { Turning = false };
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
        Assert.Equal(["stop guiding", "slew 0.7", "guide"], host.Did);
    }

    [Fact]
    public async Task A_roof_is_opened_and_never_turned()
    {
        await using var host = await Start();
        (dome.Facts, dome.State) = (new(Closes: true, Turns: false, Parks: false), new(DomeOpening.Closed, null, false, false));
        await Slew(host, 1);
        Assert.Equal(["stop guiding", "open", "slew 0.7", "guide"], host.Did);
    }

    [Fact]
    public async Task A_park_closes_it_behind_the_mount()
    {
        await using var host = await Start(DomeOpening.Open);
        await Park(host);
        await host.Probe.Hears<SkySettled>();
        Assert.Equal(["stop guiding", "park", "close", "park dome"], host.Did);
    }

    /// <summary>A roof would hit the telescopes; a dome goes around them.</summary>
    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    public async Task Over_a_mount_that_did_not_park_it_closes_where_that_may_be(bool turns, bool? closesOver, bool closes)
    {
        await using var host = await Start(DomeOpening.Open, closesOver);
        dome.Facts = dome.Facts with { Turns = turns, Parks = false };
        host.Mount.StaysOut = "no answer";
        await Park(host);
        var reason = (await host.Probe.Hears<MoveFailed>()).Reason;
        Assert.StartsWith(closes ? "scripted mount: no answer" : "scripted mount: no answer. scripted dome: ", reason, StringComparison.Ordinal);
        Assert.Equal(!closes, reason.Contains("scripted dome: stays open: the mount is not parked", StringComparison.Ordinal));
        Assert.Equal(closes ? ["stop guiding", "close"] : ["stop guiding"], host.Did);
    }

    [Fact]
    public async Task One_that_does_not_close_is_told_again_and_then_named_with_both_reasons()
    {
        await using var host = await Start(DomeOpening.Open);
        dome.Failures["Close"] = new(["slipped", "jammed", "slipped"]);
        await Park(host);
        Assert.Equal("scripted dome: is not known to be closed: scripted dome: slipped; told again: scripted dome: jammed", (await host.Probe.Hears<MoveFailed>()).Reason);
        await host.Tell(new Park { MoveId = Guid.NewGuid(), NightId = DitherHost.NightId, Epoch = 2 });
        await host.Probe.Hears<SkySettled>();
        Assert.Equal(DomeOpening.Closed, dome.State.Opening);
    }

    [Fact]
    public async Task A_mount_that_parks_itself_closes_it_too()
    {
        await using var host = await Start();
        await Slew(host, 1);
        var left = new WatchdogOptions().After!.Value - host.Guider.SettlesAfter;
        await host.Time.Awaited(left);
        host.Time.Advance(left);
        await host.Probe.Hears<SkyDisturbed>();
        Assert.Equal(["park", "close", "park dome"], host.Did.TakeLast(3));
    }

    [Fact]
    public async Task Before_a_night_it_is_said_how_it_stands()
    {
        await using var host = await Start();
        await host.Tell(new CheckReadiness { CheckId = Guid.NewGuid(), Camera = null, Asked = host.Time.GetUtcNow(), Within = TimeSpan.FromSeconds(40), NewestFrame = null });
        var item = Assert.Single((await host.Probe.Hears<ReadinessReported>()).Items, i => i.Subject == "dome");
        Assert.Equal((CheckOutcome.Good, "scripted dome is connected and closed, its slit at 0°."), (item.Outcome, item.Finding));
        dome.State = dome.State with { Opening = DomeOpening.Unknown };
        await host.Tell(new CheckReadiness { CheckId = Guid.NewGuid(), Camera = null, Asked = host.Time.GetUtcNow(), Within = TimeSpan.FromSeconds(40), NewestFrame = null });
        item = Assert.Single((await host.Probe.Hears<ReadinessReported>(r => r.Items.Any(i => i.Outcome == CheckOutcome.Bad))).Items, i => i.Subject == "dome");
        Assert.StartsWith("scripted dome: is neither open nor closed", item.Finding, StringComparison.Ordinal);
    }

    private Task<DitherHost> Start(DomeOpening opening = DomeOpening.Closed, bool? closesOver = null, double axisMetres = 0) => DitherHost.Start(scratch, dome: did =>
    {
        dome = new ScriptedDome(did) { State = new(opening, 0, false, false) };
        return new(dome, Site, new DomeGeometry(2, 0.8) { AxisMetres = axisMetres }, 0.1, closesOver);
    });

    private static async Task Slew(DitherHost host, int epoch)
    {
        var slew = DitherHost.Slew(epoch);
        await host.Tell(slew);
        await host.Settles();
        await host.Probe.Hears<SkySettled>(s => s.MoveId == slew.MoveId);
    }

    private double Ahead(double aim) => Math.IEEERemainder(dome.State.AzimuthDegrees!.Value - aim, 360);

    private static Task Park(DitherHost host) => host.Tell(new Park { MoveId = Guid.NewGuid(), NightId = DitherHost.NightId, Epoch = 1 });

    /// <summary>Where the scripted mount looks, seen from the middle of the dome.</summary>
    private static async Task<double> Aim(DitherHost host) => Sky.Horizontal(await host.Mount.Position(default), Site, host.Time.GetUtcNow()).AzimuthDegrees;
}
