using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Tests.Devices.Indi.Served;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiCoverConformanceTests : CoverConformance, IAsyncLifetime
{
    private readonly ServedIndiCover served = new();

    protected override TimeProvider Clock => TimeProvider.System;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await served.Server.DisposeAsync();

    protected override ICover Cover() => new IndiCover(served.Server.Address, ServedIndiCover.Name, Clock);

    [Fact]
    public Task Its_brightness_is_a_part_of_what_the_driver_says_is_most() => Connected(async cover =>
    {
        await cover.Close(default);
        foreach (var (percent, brightness) in new[] { (100, 200), (30, 60), (1, 2) })
        {
            await cover.Light(percent, default);
            Assert.Equal((true, brightness), (served.IsLit, served.Brightness));
        }
        await cover.Light(0, default);
        Assert.False(served.IsLit);
    });

    [Fact]
    public Task A_panel_that_is_not_lit_while_the_cover_is_open_says_so_in_its_words() => Connected(async cover =>
    {
        await cover.Open(default);
        Assert.Equal("Flip Flat: refused FLAT_LIGHT_CONTROL (FLAT_LIGHT_ON On): Cannot control light while cap is unparked.",
            (await Assert.ThrowsAsync<DeviceException>(() => cover.Light(10, default))).Message);
    });
}

public sealed class IndiPanelConformanceTests : CoverConformance, IAsyncLifetime
{
    private readonly List<RecordedIndiServer> servers = [];

    protected override TimeProvider Clock => TimeProvider.System;

    protected override bool Moves => false;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    protected override ICover Cover()
    {
        servers.Add(new RecordedIndiServer(Session("light-panel")));
        return new IndiCover(servers[^1].Address, "Light Panel Simulator", Clock);
    }
}

public sealed class IndiCoverTests
{
    [Fact]
    public async Task What_is_neither_a_cover_nor_a_panel_is_told()
    {
        await using var server = new RecordedIndiServer(Device("Focuser"));
        await using var cover = new IndiCover(server.Address, "Focuser", TimeProvider.System);
        Assert.Contains("neither a cover nor a panel", (await Assert.ThrowsAsync<DeviceException>(() => cover.Connect(default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Alert", "Off", "the opening of the cover failed")]
    [InlineData("Idle", "Off", "the opening of the cover was stopped on its way (CAP_PARK Idle)")]
    public async Task A_cover_that_sticks_is_told(string state, string unparked, string words)
    {
        const string unpark = "<newSwitchVector device=\"Cap\" name=\"CAP_PARK\"><oneSwitch name=\"UNPARK\">On</oneSwitch></newSwitchVector>";
        await using var server = new RecordedIndiServer(
            Device("Cap", Cap("def", "Ok", "Off")), new RecordedExchange(unpark, Cap("set", "Busy", "Off"), Cap("set", state, unparked)));
        await using var cover = new IndiCover(server.Address, "Cap", TimeProvider.System);
        await cover.Connect(default);
        Assert.False(cover.HasPanel);
        Assert.Contains(words, (await Assert.ThrowsAsync<DeviceException>(() => cover.Open(default))).Message, StringComparison.Ordinal);
        Assert.Contains("no panel", (await Assert.ThrowsAsync<DeviceException>(() => cover.Light(10, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rig_may_have_one()
    {
        var rig = RigFile.Parse("""
            { "site": { "name": "Garden", "latitudeDegrees": 50, "longitudeDegrees": 8, "elevationMetres": 1 },
              "cameras": [{ "name": "a", "driver": "simulated", "focalLengthMillimetres": 400, "apertureMillimetres": 80,
                            "cover": { "driver": "indi", "device": "Cap", "address": "hut" } }] }
            """);
        await using var cover = new RigDevices(rig, TimeProvider.System, new SimulatedWorld(TimeProvider.System, 1, null)).Cover(rig.Camera("a"));
        Assert.Equal("Cap", Assert.IsType<IndiCover>(cover).Name);
        Assert.Contains("cover.device is empty", Assert.Throws<RigException>(() => RigFile.Parse(RigFile.Write(rig).Replace("Cap", " "))).Message, StringComparison.Ordinal);
    }

    private static string Cap(string verb, string state, string unparked) =>
        Switch(verb, "Cap", "CAP_PARK", state, ("PARK", unparked == "On" ? "Off" : "On"), ("UNPARK", unparked));
}
