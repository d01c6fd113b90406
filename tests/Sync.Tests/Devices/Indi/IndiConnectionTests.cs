using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Indi;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiConnectionTests
{
    private const string Gain = "<newNumberVector device=\"A\" name=\"GAIN\"><oneNumber name=\"G\">1</oneNumber></newNumberVector>";
    private static readonly IndiRequest SetGain = IndiRequest.Number("A", "GAIN", ("G", 7));
    private static readonly string Definition = Number("def", "A", "GAIN", "Ok", ("G", "5"));

    [Fact]
    public async Task Silence_ends_at_the_limit_with_the_last_words_of_the_driver()
    {
        await using var server = new RecordedIndiServer(
            Device("A", Definition, Number("def", "A", "LINK", "Ok", ("L", "1"))),
            new RecordedExchange(Gain, "<message device=\"A\" message=\"[ERROR] the cable is loose\"/>" + Number("set", "A", "LINK", "Alert")));
        using var time = new SimulatedTime(DateTimeOffset.UnixEpoch);
        await using var line = await Connected(server, time);
        var asking = line.Ask(SetGain, _ => true, IndiConnection.AnswerLimit, default);
        await line.WaitFor("LINK", v => v.State == IndiState.Alert, IndiConnection.AnswerLimit, "alert", default);
        time.Start();
        var silence = await Assert.ThrowsAsync<DeviceException>(() => asking);
        Assert.Equal("A: no answer to GAIN within 10 s: [ERROR] the cable is loose", silence.Message);
    }

    [Fact]
    public async Task An_absent_property_is_told_at_once_and_nothing_is_sent()
    {
        await using var server = new RecordedIndiServer(Device("A", Definition));
        await using var line = await Connected(server, TimeProvider.System);
        var request = IndiRequest.Number("A", "OFFSET", ("O", 1));
        var absent = await Assert.ThrowsAsync<DeviceException>(() => line.Ask(request, _ => true, TimeSpan.MaxValue, default));
        Assert.Equal("A: has no property OFFSET", absent.Message);
        Assert.DoesNotContain(server.Requests, r => r.Contains("OFFSET"));
    }

    [Fact]
    public async Task Alert_is_a_refusal_in_the_words_of_the_driver()
    {
        await using var server = new RecordedIndiServer(Device("A", Definition), new RecordedExchange(Gain,
            "<message device=\"A\" message=\"[ERROR] at most 5\"/>" + Number("set", "A", "GAIN", "Alert", ("G", "5"))));
        await using var line = await Connected(server, TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<DeviceException>(() => line.Ask(SetGain, _ => true, IndiConnection.AnswerLimit, default));
        Assert.Equal("A: refused GAIN (G 7): [ERROR] at most 5", refusal.Message);
    }

    [Fact]
    public async Task An_old_alert_beside_the_values_asked_for_is_no_refusal()
    {
        var alert = Number("set", "A", "GAIN", "Alert", ("G", "7"));
        await using var server = new RecordedIndiServer(
            Device("A", Number("def", "A", "GAIN", "Alert", ("G", "5"))),
            new RecordedExchange(Gain, alert, Number("set", "A", "GAIN", "Ok", ("G", "7"))), new RecordedExchange(Gain, alert, alert),
            new RecordedExchange(Gain, Number("set", "A", "GAIN", "Alert", ("G", "5"))));
        await using var line = await Connected(server, TimeProvider.System);
        Assert.Equal(IndiState.Ok, (await line.Ask(SetGain, _ => true, IndiConnection.AnswerLimit, default)).State);
        await Assert.ThrowsAsync<DeviceException>(() => line.Ask(SetGain, _ => true, IndiConnection.AnswerLimit, default));
        await Assert.ThrowsAsync<DeviceException>(() => line.Ask(SetGain, _ => true, IndiConnection.AnswerLimit, default));
    }

    [Fact]
    public async Task A_server_that_goes_away_inside_a_BLOB_ends_all_waits_and_can_be_connected_again()
    {
        const string half = "<setBLOBVector device=\"A\" name=\"CCD1\"><oneBLOB name=\"CCD1\" size=\"300\" format=\".fits\">AQID";
        await using var server = new RecordedIndiServer(Device("A", Definition), new RecordedExchange(Gain, half) { ThenCloses = true });
        await using var line = await Connected(server, TimeProvider.System);
        var waiting = line.WaitFor("GAIN", v => v.Number("G") == 7, IndiConnection.AnswerLimit, "gain of 7", default);
        var asking = line.Ask(SetGain, _ => true, IndiConnection.AnswerLimit, default);
        Assert.Contains("the server closed the connection", (await Assert.ThrowsAsync<DeviceException>(() => waiting)).Message);
        await Assert.ThrowsAsync<DeviceException>(() => asking);
        Assert.Contains("no connection to", Assert.Throws<DeviceException>(() => line.Need("GAIN")).Message);
        await IndiPlug.Connect(line, default, "GAIN");
        Assert.Equal(5, line.Number("GAIN", "G"));
    }

    [Fact]
    public async Task A_server_that_speaks_no_INDI_is_left()
    {
        await using var server = new RecordedIndiServer(Device("A", Definition), new RecordedExchange(Gain, "</html>"));
        await using var line = await Connected(server, TimeProvider.System);
        var nonsense = await Assert.ThrowsAsync<DeviceException>(() => line.Ask(SetGain, _ => true, IndiConnection.AnswerLimit, default));
        Assert.Contains("the server sent </html>", nonsense.Message);
        Assert.False(line.IsOpen);
    }

    [Fact]
    public async Task What_other_devices_say_is_not_heard()
    {
        await using var server = new RecordedIndiServer(Device("A", Definition), new RecordedExchange(Gain,
            Number("set", "B", "GAIN", "Alert", ("G", "1")) + Number("set", "A", "GAIN", "Ok", ("G", "7"))));
        await using var line = await Connected(server, TimeProvider.System);
        Assert.Equal(7, (await line.Ask(SetGain, _ => true, IndiConnection.AnswerLimit, default)).Number("G"));
    }

    [Fact]
    public async Task A_number_that_is_none_is_told_as_such()
    {
        await using var server = new RecordedIndiServer(Device("A", Number("def", "A", "GAIN", "Ok", ("G", "much"))));
        await using var line = await Connected(server, TimeProvider.System);
        Assert.Contains("much", Assert.Throws<DeviceException>(() => line.Number("GAIN", "G")).Message);
    }

    [Fact]
    public async Task Nobody_listening_is_told_with_the_address()
    {
        DeviceAddress address;
        await using (var server = new RecordedIndiServer())
            address = server.Address;
        await using var line = new IndiConnection(address, "A", TimeProvider.System);
        Assert.Contains($"no INDI server at {address}", (await Assert.ThrowsAsync<DeviceException>(() => line.Open(default))).Message);
    }

    [Fact]
    public async Task A_device_that_the_server_does_not_know_is_told()
    {
        await using var server = new RecordedIndiServer(Device("A", Definition));
        using var time = new SimulatedTime(DateTimeOffset.UnixEpoch);
        await using var line = new IndiConnection(server.Address, "B", time);
        var connecting = IndiPlug.Connect(line, default);
        await server.Asked("getProperties");
        time.Start();
        var unknown = await Assert.ThrowsAsync<DeviceException>(() => connecting);
        Assert.Equal("B: no device of that name on the INDI server within 10 s", unknown.Message);
    }

    private static async Task<IndiConnection> Connected(RecordedIndiServer server, TimeProvider time)
    {
        var line = new IndiConnection(server.Address, "A", time);
        await IndiPlug.Connect(line, default, "GAIN");
        return line;
    }
}
