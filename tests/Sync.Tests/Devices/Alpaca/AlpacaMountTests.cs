using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Alpaca;

public sealed class AlpacaMountTests : IDisposable
{
    private const string Slewed = "PUT telescope/0/slewtocoordinatesasync RightAscension=20.5&Declination=40";
    private const string Synced = "PUT telescope/0/synctocoordinates RightAscension=20.5&Declination=40";
    private const string TurnedWest = "PUT telescope/0/sideofpier SideOfPier=1";
    private static readonly Equatorial Target = new(20.5, 40);
    private readonly AlpacaStage stage = new();

    public void Dispose() => stage.Dispose();

    [Fact]
    public Task A_mount_of_J2000_is_spoken_to_in_J2000() => AssertOrders([Slewed], OnTarget(), async mount =>
    {
        await mount.Slew(Target, default);
        Assert.Equal(Target, await mount.Position(default));
    });

    [Fact]
    public Task A_mount_of_date_is_spoken_to_in_places_of_date() => Play(OnTarget().With("equatorialsystem", 1), async mount =>
        Assert.InRange(Sky.SeparationDegrees(Target, await mount.Position(default)), 0.2, 0.5));

    [Theory]
    [InlineData("equatorialsystem", 4, "equatorial system 4")]
    [InlineData("canslewasync", false, "can't slew")]
    public async Task A_mount_that_is_of_no_use_says_so(string member, object told, string words) =>
        Assert.Contains(words, await Fails(OnTarget().With(member, told), _ => Task.CompletedTask), StringComparison.Ordinal);

    [Fact]
    public Task A_mount_that_can_only_wait_is_waited_for() => AssertOrders(["PUT telescope/0/slewtocoordinates RightAscension=20.5&Declination=40"],
        OnTarget().With("canslewasync", false).With("canslew", true), mount => mount.Slew(Target, default));

    [Fact]
    public Task A_parked_mount_is_unparked_and_tracks_before_it_slews() => AssertOrders(["PUT telescope/0/unpark", "PUT telescope/0/tracking Tracking=True", Slewed],
        OnTarget().With("atpark", [true, true, false]).With("tracking", [false, true]), mount => mount.Slew(Target, default));

    [Fact]
    public Task A_mount_that_can_track_only_after_the_slew_does() => AssertOrders(["PUT telescope/0/tracking Tracking=True", Slewed, "PUT telescope/0/tracking Tracking=True"],
        OnTarget().With("tracking", false).With("PUT tracking", AlpacaReply.Refusal(0x40B, "At its limit"), AlpacaReply.Done), mount => mount.Slew(Target, default));

    [Fact]
    public async Task A_slew_that_is_refused_is_told_in_the_mounts_words() => Assert.EndsWith("SlewToCoordinatesAsync (error 1032, 0x408)",
        await Fails(OnTarget().With("PUT slewtocoordinatesasync", AlpacaReply.Refusal(0x408, "SlewToCoordinatesAsync")), mount => mount.Slew(Target, default)), StringComparison.Ordinal);

    [Fact]
    public async Task A_slew_that_others_stop_is_told() => Assert.Equal("telescope 0: the slew was stopped on its way",
        await Fails(OnTarget().With("slewing", [true, true, false]).With("declination", 12), mount => mount.Slew(Target, default)));

    [Fact]
    public async Task A_slew_that_never_ends_is_told()
    {
        Assert.Equal("telescope 0: no end of the slew within 300 s", await Fails(OnTarget().With("slewing", true), mount => mount.Slew(Target, default)));
        Assert.InRange(stage.Passed.TotalSeconds, 300, 305);
    }

    [Fact]
    public Task A_mount_that_begins_late_is_waited_for() => Play(
        OnTarget().With("slewing", [false, false, true, true, false]).With("declination", [12, 12, 40]), mount => mount.Slew(Target, default));

    [Fact]
    public Task A_cancelled_slew_is_aborted() => AssertOrders([Slewed, "PUT telescope/0/abortslew"], OnTarget().With("slewing", [true, true, true, true, true, false]), async mount =>
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(0.6), stage.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mount.Slew(Target, cancel.Token));
    });

    [Fact]
    public Task A_flip_that_the_mount_makes_by_itself_is_a_slew() => AssertOrders([Slewed],
        OnTarget().With("sideofpier", [0, 1]).With("destinationsideofpier", 1), mount => mount.Flip(Target, default));

    [Fact]
    public Task A_mount_that_would_stay_is_told_the_other_side() => AssertOrders([TurnedWest, Slewed],
        OnTarget().With("sideofpier", [0, 0, 0, 1]).With("destinationsideofpier", 0).With("cansetpierside", true), mount => mount.Flip(Target, default));

    [Fact]
    public Task A_mount_that_stayed_unasked_is_told_the_other_side() => AssertOrders([Slewed, TurnedWest, Slewed],
        OnTarget().With("sideofpier", [0, 0, 1]).With("cansetpierside", true), mount => mount.Flip(Target, default));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public Task A_mount_that_can_not_be_told_its_side_is_slewed(int side) => AssertOrders([Slewed],
        OnTarget().With("sideofpier", side).With("destinationsideofpier", 0), mount => mount.Flip(Target, default));

    [Fact]
    public Task A_sync_is_over_when_the_mount_says_that_it_is_there() => AssertOrders([Synced],
        OnTarget().With("cansync", true).With("declination", [41, 41, 40]), async mount => Assert.True(await mount.Sync(Target, default)));

    [Fact]
    public Task A_mount_that_can_not_be_synced_is_not() => AssertOrders([],
        OnTarget().With("cansync", false), async mount => Assert.False(await mount.Sync(Target, default)));

    [Fact]
    public async Task A_mount_that_takes_a_sync_and_stays_with_what_it_believed_is_told() => Assert.Equal("telescope 0: no place that it was synced to within 10 s",
        await Fails(OnTarget().With("cansync", true).With("declination", 41), mount => mount.Sync(Target, default)));

    [Fact]
    public async Task A_sync_that_is_refused_is_told_in_the_mounts_words() => Assert.EndsWith("too far (error 1032, 0x408)",
        await Fails(OnTarget().With("cansync", true).With("PUT synctocoordinates", AlpacaReply.Refusal(0x408, "too far")), mount => mount.Sync(Target, default)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, PierSide.East)]
    [InlineData(1, PierSide.West)]
    [InlineData(-1, null)]
    public Task Sides_are_those_of_the_telescopes(int told, PierSide? side) => Play(OnTarget().With("sideofpier", told), async mount => Assert.Equal(side, await mount.PierSide(default)));

    [Fact]
    public async Task A_place_that_there_is_not_is_refused() => Assert.Contains("says it is at 25 h",
        await Fails(OnTarget().With("rightascension", 25), mount => mount.Position(default)), StringComparison.Ordinal);

    [Theory]
    [InlineData(GuideDirection.North, 0)]
    [InlineData(GuideDirection.South, 1)]
    [InlineData(GuideDirection.East, 2)]
    [InlineData(GuideDirection.West, 3)]
    public Task A_pulse_is_waited_for(GuideDirection direction, int number) => AssertOrders([$"PUT telescope/0/pulseguide Direction={number}&Duration=1500"],
        OnTarget().With("ispulseguiding", [true, true, false]), async mount =>
        {
            await mount.PulseGuide(direction, TimeSpan.FromSeconds(1.5), default);
            Assert.Equal(1.7, (stage.Time.GetUtcNow() - Rehearsal.Evening).TotalSeconds, 2);
        });

    [Fact]
    public async Task A_pulse_that_never_ends_is_told() => Assert.Equal("telescope 0: no end of the guide pulse within 10 s",
        await Fails(OnTarget().With("ispulseguiding", true), mount => mount.PulseGuide(GuideDirection.North, TimeSpan.FromSeconds(1), default)));

    [Fact]
    public Task Parking_is_over_when_it_is_parked_whether_or_not_it_calls_that_slewing() => AssertOrders(["PUT telescope/0/park"],
        OnTarget().With("atpark", [.. Enumerable.Repeat<object>(false, 30), true]), mount => mount.Park(default));

    [Fact]
    public async Task A_mount_that_does_not_park_says_so() => Assert.Equal("telescope 0: stopped on the way to its park position",
        await Fails(OnTarget(), mount => mount.Park(default)));

    [Fact]
    public Task A_parked_mount_is_not_parked_again_and_not_stopped() => AssertOrders([], OnTarget().With("atpark", true), async mount =>
    {
        await mount.Park(default);
        await mount.Stop(default);
    });

    [Fact]
    public Task A_mount_that_tracked_tracks_after_a_stop() => AssertOrders(["PUT telescope/0/abortslew", "PUT telescope/0/tracking Tracking=True"],
        OnTarget().With("tracking", [true, false]), mount => mount.Stop(default));

    private static AlpacaScript OnTarget() => AlpacaScript.Connected().With("equatorialsystem", 2).With("canslewasync", true).With("rightascension", 20.5).With("declination", 40)
        .With("slewing", false).With("tracking", true).With("atpark", false);

    private Task<IReadOnlyList<string>> Play(AlpacaScript script, Func<AlpacaMount, Task> test) => stage.Play(script, (a, t) => new AlpacaMount(a, "0", t), test);

    private async Task AssertOrders(string[] orders, AlpacaScript script, Func<AlpacaMount, Task> test) => Assert.Equal(orders, await Play(script, test));

    private Task<string> Fails(AlpacaScript script, Func<AlpacaMount, Task> test) => stage.Fails(script, (a, t) => new AlpacaMount(a, "0", t), test);
}
