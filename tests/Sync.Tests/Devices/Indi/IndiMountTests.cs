using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Indi;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiMountTests
{
    private const string Coordinates = "EQUATORIAL_EOD_COORD";
    private static readonly Equatorial Target = new(5.6, 22);

    private static readonly string Slewing =
        "<newNumberVector device=\"Mount\" name=\"EQUATORIAL_EOD_COORD\"><oneNumber name=\"RA\">5</oneNumber><oneNumber name=\"DEC\">2</oneNumber></newNumberVector>";

    [Fact]
    public async Task A_recorded_mount_tells_J2000_and_its_side()
    {
        await using var server = new RecordedIndiServer(Session("mount"));
        await using var mount = await Connected(server, TimeProvider.System);
        var ofDate = new Equatorial(19.004186604237506941, 6.0095160000000191758);
        Assert.InRange(Sky.SeparationDegrees(ofDate, await mount.Position(default)), 0.2, 1.5); // the precession since
        Assert.Equal(PierSide.West, await mount.PierSide(default));
    }

    [Fact]
    public async Task A_recorded_guide_pulse_is_over_when_it_is_idle()
    {
        await using var server = new RecordedIndiServer(Session("mount"));
        await using var mount = await Connected(server, TimeProvider.System);
        await mount.PulseGuide(GuideDirection.North, TimeSpan.FromSeconds(0.5), default);
        Assert.Contains("\"TIMED_GUIDE_N\">500<", server.Requests[^1]);
        Assert.Contains("\"TIMED_GUIDE_S\">0<", server.Requests[^1]);
    }

    [Fact]
    public async Task A_recorded_slew_that_is_cancelled_is_aborted()
    {
        await using var server = new RecordedIndiServer(Session("mount"));
        await using var mount = await Connected(server, TimeProvider.System);
        using var cancel = new CancellationTokenSource();
        var slewing = mount.Slew(Target, cancel.Token);
        await server.Asked(Coordinates);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slewing);
        Assert.Contains("TELESCOPE_ABORT_MOTION", server.Requests[^1]);
    }

    [Fact]
    public async Task A_slew_goes_to_the_place_of_date_and_ends_when_it_tracks()
    {
        using var time = new SimulatedTime(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        var there = Sky.J2000ToDate(Target, time.GetUtcNow());
        await using var server = new RecordedIndiServer(
            Mount(parked: false), new RecordedExchange(Slewing, At("Ok", 1, 1), At("Busy", 1, 1), At("Busy", 3, 3), At("Ok", there)));
        await using var mount = await Connected(server, time);
        await mount.Slew(Target, default);
        Assert.InRange(Sky.SeparationDegrees(Target, await mount.Position(default)), 0, 1e-6);
        Assert.Contains($">{IndiNumber.Format(there.RightAscensionHours)}<", server.Requests[^1]);
    }

    [Fact]
    public async Task A_slew_that_ends_beside_its_place_is_repeated_once()
    {
        using var time = new SimulatedTime(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        await using var server = new RecordedIndiServer(
            Mount(parked: false),
            new RecordedExchange(Slewing, At("Busy", 1, 1), At("Ok", 3, 3)), new RecordedExchange(Slewing, At("Busy", 1, 1), At("Ok", 3, 3)));
        await using var mount = await Connected(server, time);
        await mount.Slew(Target, default);
        Assert.Equal(2, server.Requests.Count(r => r.Contains(Coordinates)));
    }

    [Fact]
    public async Task Parked_it_unparks_first_and_a_silent_slew_is_told_with_the_words_of_the_driver()
    {
        const string unpark = "<newSwitchVector device=\"Mount\" name=\"TELESCOPE_PARK\"><oneSwitch name=\"UNPARK\">On</oneSwitch></newSwitchVector>";
        const string warning = "<message device=\"Mount\" message=\"[WARNING] Please unpark the mount\"/>";
        using var time = new SimulatedTime(DateTimeOffset.UnixEpoch);
        await using var server = new RecordedIndiServer(
            Mount(parked: true), new RecordedExchange(unpark, Parked("set", "Idle", false)), new RecordedExchange(Slewing, warning));
        await using var mount = await Connected(server, time);
        var slewing = mount.Slew(Target, default);
        await server.Asked(Coordinates);
        time.Start();
        var silence = await Assert.ThrowsAsync<DeviceException>(() => slewing);
        Assert.StartsWith("Mount: no answer to EQUATORIAL_EOD_COORD within 10 s", silence.Message);
        Assert.Contains(unpark, server.Requests);
    }

    [Fact]
    public async Task A_slew_that_somebody_stops_is_told()
    {
        await using var server = new RecordedIndiServer(Mount(parked: false), new RecordedExchange(Slewing, At("Busy", 1, 1), At("Idle", 2, 2)));
        await using var mount = await Connected(server, TimeProvider.System);
        Assert.Contains("stopped", (await Assert.ThrowsAsync<DeviceException>(() => mount.Slew(Target, default))).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopping_leaves_the_tracking_as_it_was(bool tracked)
    {
        var (on, off) = (tracked ? "On" : "Off", tracked ? "Off" : "On");
        const string track = "<newSwitchVector device=\"Mount\" name=\"TELESCOPE_TRACK_STATE\"><oneSwitch name=\"TRACK_ON\">On</oneSwitch></newSwitchVector>";
        const string abort = "<newSwitchVector device=\"Mount\" name=\"TELESCOPE_ABORT_MOTION\"><oneSwitch name=\"ABORT\">On</oneSwitch></newSwitchVector>";
        await using var server = new RecordedIndiServer(
            Mount(parked: false, Switch("def", "Mount", "TELESCOPE_TRACK_STATE", "Busy", ("TRACK_ON", on), ("TRACK_OFF", off))),
            new RecordedExchange(abort, Switch("set", "Mount", "TELESCOPE_ABORT_MOTION", "Ok", ("ABORT", "Off"))),
            new RecordedExchange(track, Switch("set", "Mount", "TELESCOPE_TRACK_STATE", "Busy", ("TRACK_ON", "On"), ("TRACK_OFF", "Off"))));
        await using var mount = await Connected(server, TimeProvider.System);
        await mount.Stop(default);
        Assert.Equal(tracked, server.Requests.Contains(track));
    }

    [Theory]
    [InlineData("Off", "On", PierSide.East)]
    [InlineData("On", "Off", PierSide.West)]
    [InlineData("Off", "Off", null)]
    public async Task The_side_of_the_pier_goes_by_name(string west, string east, PierSide? side)
    {
        var pier = Switch("def", "Mount", "TELESCOPE_PIER_SIDE", "Ok", ("PIER_WEST", west), ("PIER_EAST", east));
        await using var server = new RecordedIndiServer(Mount(parked: false, pier));
        await using var mount = await Connected(server, TimeProvider.System);
        Assert.Equal(side, await mount.PierSide(default));
    }

    [Fact]
    public async Task A_flip_ends_with_the_motion_and_when_the_other_side_is_told()
    {
        using var time = new SimulatedTime(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        var there = Sky.J2000ToDate(Target, time.GetUtcNow());
        await using var server = new RecordedIndiServer(
            Mount(parked: false, Side("def", PierSide.West)),
            new RecordedExchange(Slewing, At("Ok", there), At("Busy", 3, 3), At("Ok", there), Side("set", PierSide.East))); // the first tells the time before
        await using var mount = await Connected(server, time);
        await mount.Flip(Target, default);
        Assert.Equal(PierSide.East, await mount.PierSide(default));
        Assert.Single(server.Requests, r => r.Contains(Coordinates));
    }

    [Fact]
    public async Task A_sync_sends_the_place_of_date_and_what_coordinates_mean_is_switched_back()
    {
        using var time = new SimulatedTime(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        var there = Sky.J2000ToDate(Target, time.GetUtcNow());
        await using var server = new RecordedIndiServer(
            Mount(parked: false, Means("def", "TRACK")), new RecordedExchange(Meaning("SYNC"), Means("set", "SYNC")),
            new RecordedExchange(Slewing, At("Ok", 1, 1), At("Ok", there)), new RecordedExchange(Meaning("TRACK"), Means("set", "TRACK")));
        await using var mount = await Connected(server, time);
        Assert.True(await mount.Sync(Target, default));
        Assert.InRange(Sky.SeparationDegrees(Target, await mount.Position(default)), 0, 1e-6);
        Assert.Contains($">{IndiNumber.Format(there.RightAscensionHours)}<", server.Requests[^2]);
        Assert.Equal(Meaning("TRACK"), server.Requests[^1]);
    }

    [Fact]
    public async Task A_sync_that_is_refused_is_told_and_what_coordinates_mean_is_switched_back_all_the_same()
    {
        const string words = "<message device=\"Mount\" message=\"Too far to sync\"/>";
        await using var server = new RecordedIndiServer(
            Mount(parked: false, Means("def", "TRACK")), new RecordedExchange(Meaning("SYNC"), Means("set", "SYNC")),
            new RecordedExchange(Slewing, words, At("Alert", 1, 1)), new RecordedExchange(Meaning("TRACK"), Means("set", "TRACK")));
        await using var mount = await Connected(server, TimeProvider.System);
        Assert.Contains("Too far to sync", (await Assert.ThrowsAsync<DeviceException>(() => mount.Sync(Target, default))).Message);
        Assert.Equal(Meaning("TRACK"), server.Requests[^1]);
    }

    [Fact]
    public async Task A_mount_that_has_no_sync_is_told_nothing()
    {
        await using var server = new RecordedIndiServer(Mount(parked: false));
        await using var mount = await Connected(server, TimeProvider.System);
        Assert.False(await mount.Sync(Target, default));
        Assert.DoesNotContain(server.Requests, r => r.Contains("ON_COORD_SET"));
    }

    [Fact]
    public async Task Parking_ends_when_it_is_parked_and_parked_it_stays()
    {
        const string park = "<newSwitchVector device=\"Mount\" name=\"TELESCOPE_PARK\"><oneSwitch name=\"PARK\">On</oneSwitch></newSwitchVector>";
        await using var server = new RecordedIndiServer(
            Mount(parked: false), new RecordedExchange(park, Parked("set", "Busy", true), Parked("set", "Ok", true)));
        await using var mount = await Connected(server, TimeProvider.System);
        await mount.Park(default);
        await mount.Park(default);
        Assert.Single(server.Requests, r => r == park);
    }

    private static RecordedExchange Mount(bool parked, params string[] more) => Device("Mount",
    [
        Number("def", "Mount", Coordinates, "Idle", ("RA", "1"), ("DEC", "1")),
        Switch("def", "Mount", "ON_COORD_SET", "Ok", ("TRACK", "On"), ("SLEW", "Off")),
        Switch("def", "Mount", "TELESCOPE_ABORT_MOTION", "Ok", ("ABORT", "Off")),
        Parked("def", "Ok", parked), .. more,
    ]);

    private static string Parked(string verb, string state, bool parked) =>
        Switch(verb, "Mount", "TELESCOPE_PARK", state, ("PARK", parked ? "On" : "Off"), ("UNPARK", parked ? "Off" : "On"));

    private static string Means(string verb, string member) => Switch(
        verb, "Mount", "ON_COORD_SET", "Ok", ("TRACK", member == "TRACK" ? "On" : "Off"), ("SLEW", "Off"), ("SYNC", member == "SYNC" ? "On" : "Off"));

    private static string Meaning(string member) =>
        $"<newSwitchVector device=\"Mount\" name=\"ON_COORD_SET\"><oneSwitch name=\"{member}\">On</oneSwitch></newSwitchVector>";

    private static string Side(string verb, PierSide side) => Switch(
        verb, "Mount", "TELESCOPE_PIER_SIDE", "Ok", ("PIER_WEST", side == PierSide.West ? "On" : "Off"), ("PIER_EAST", side == PierSide.East ? "On" : "Off"));

    private static string At(string state, Equatorial place) => At(state, place.RightAscensionHours, place.DeclinationDegrees);

    private static string At(string state, double hours, double degrees) =>
        Number("set", "Mount", Coordinates, state, ("RA", IndiNumber.Format(hours)), ("DEC", IndiNumber.Format(degrees)));

    private static async Task<IndiMount> Connected(RecordedIndiServer server, TimeProvider time)
    {
        var mount = new IndiMount(server.Address, "Mount", time);
        await mount.Connect(default);
        return mount;
    }
}
