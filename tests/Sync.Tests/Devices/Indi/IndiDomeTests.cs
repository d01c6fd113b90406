using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiDomeTests
{
    [Fact]
    public async Task A_recorded_dome_opens_turns_closes_and_parks()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("dome"));
        await using var dome = await Connected(server);
        Assert.Equal(new DomeFacts(Closes: true, Turns: true, Parks: true), dome.Facts);
        Assert.Equal(new DomeState(DomeOpening.Closed, 0, false, false), await dome.Look(default));
        await dome.Open(default);
        await dome.Turn(30, default);
        Assert.Equal(new DomeState(DomeOpening.Open, 30, false, false), await dome.Look(default));
        await dome.Close(default);
        await dome.Park(default);
        Assert.Equal(new DomeState(DomeOpening.Closed, 90, false, false), await dome.Look(default));
    }

    [Fact]
    public async Task Parked_it_is_unparked_before_it_turns_and_what_is_open_by_then_is_not_opened_again()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("dome").Where(e => !e.Request.Contains("SHUTTER_OPEN") && !e.Request.Contains(">30<") && !e.Request.Contains(">300<")));
        await using var dome = await Connected(server);
        await dome.Park(default);
        await dome.Open(default);
        await dome.Turn(45, default);
        Assert.Equal(new DomeState(DomeOpening.Open, 45, false, false), await dome.Look(default));
        Assert.Equal(["PARK", "UNPARK", "DOME_ABSOLUTE_POSITION"], server.Requests.Where(r => r.Contains("<new")).Select(Member));
    }

    [Fact]
    public async Task A_cancelled_turn_is_aborted_and_stands_where_it_stopped()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("dome").Where(e => !e.Request.Contains(">30<")));
        await using var dome = await Connected(server);
        using var cancel = new CancellationTokenSource();
        var turning = dome.Turn(300, cancel.Token);
        await server.Asked("DOME_ABSOLUTE_POSITION");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turning);
        Assert.Equal(new DomeState(DomeOpening.Closed, 60, false, false), await dome.Look(default));
    }

    [Fact]
    public async Task A_recorded_refusal_is_told_in_the_words_of_the_driver()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("dome").Where(e => !e.Request.Contains("ABS_DOME_POSITION") || e.Request.Contains(">400<")));
        await using var dome = await Connected(server);
        Assert.Contains("out of range", (await Assert.ThrowsAsync<DeviceException>(() => dome.Turn(200, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_roof_is_closed_by_parking_and_opened_by_unparking()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Session("roof"));
        await using var roof = await Connected(server);
        Assert.Equal(new DomeFacts(Closes: true, Turns: false, Parks: false), roof.Facts);
        Assert.Equal(new DomeState(DomeOpening.Open, null, false, false), await roof.Look(default));
        await roof.Close(default);
        Assert.Equal(DomeOpening.Closed, (await roof.Look(default)).Opening);
        await roof.Open(default);
        Assert.Equal(DomeOpening.Open, (await roof.Look(default)).Opening);
        Assert.Contains("does not turn", (await Assert.ThrowsAsync<DeviceException>(() => roof.Turn(10, default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Busy", "On", "Off", DomeOpening.Moving)]
    [InlineData("Alert", "On", "Off", DomeOpening.Unknown)]
    [InlineData("Idle", "Off", "Off", DomeOpening.Unknown)]
    [InlineData("Idle", "On", "Off", DomeOpening.Open)]
    [InlineData("Ok", "Off", "On", DomeOpening.Closed)]
    public async Task How_it_is_is_told(string state, string open, string closed, DomeOpening opening)
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Device("Dome A", Motion,
            RecordedExchange.Switch("def", "Dome A", "DOME_SHUTTER", state, ("SHUTTER_OPEN", open), ("SHUTTER_CLOSE", closed)),
            RecordedExchange.Switch("def", "Dome A", "DOME_AUTOSYNC", "Ok", ("DOME_AUTOSYNC_ENABLE", "On"), ("DOME_AUTOSYNC_DISABLE", "Off"))));
        await using var dome = await Connected(server);
        Assert.Equal(new DomeState(opening, null, false, FollowsMount: true), await dome.Look(default));
    }

    [Fact]
    public async Task One_that_nothing_opens_is_open()
    {
        await using var server = new RecordedIndiServer(RecordedExchange.Device("Dome A", Motion, RecordedExchange.Number("def", "Dome A", "ABS_DOME_POSITION", "Ok", ("DOME_ABSOLUTE_POSITION", "12"))));
        await using var dome = await Connected(server);
        Assert.Equal(new DomeFacts(Closes: false, Turns: true, Parks: false), dome.Facts);
        Assert.Equal(new DomeState(DomeOpening.Open, 12, false, false), await dome.Look(default));
        Assert.Contains("has no property DOME_SHUTTER", (await Assert.ThrowsAsync<DeviceException>(() => dome.Close(default))).Message, StringComparison.Ordinal);
    }

    private static string Motion => RecordedExchange.Switch("def", "Dome A", "DOME_MOTION", "Ok", ("DOME_CW", "Off"), ("DOME_CCW", "Off"));

    private static string Member(string request) => request.Split("<one")[1].Split('"')[1];

    private static async Task<IndiDome> Connected(RecordedIndiServer server)
    {
        var dome = new IndiDome(server.Address, "Dome A", TimeProvider.System);
        await dome.Connect(default);
        return dome;
    }
}
