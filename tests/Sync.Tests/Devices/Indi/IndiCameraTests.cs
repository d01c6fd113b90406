using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Indi;
using static Sync.Tests.Devices.Indi.RecordedExchange;
using static Sync.Tests.Devices.Indi.CameraScript;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiCameraTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(37)]
    public async Task A_recorded_session_gives_facts_a_frame_and_an_aborted_interval(int packet)
    {
        await using var server = new RecordedIndiServer(Session("camera-exposures")) { PieceBytes = packet };
        await using var camera = await Connected(server);
        Assert.Equal((64, 48, true, null), (camera.Facts.WidthPixels, camera.Facts.HeightPixels, camera.Facts.CanCool, camera.Facts.BayerPattern));
        Assert.Equal(-10, await camera.SensorCelsius(default));
        await camera.Configure(new CameraSettings { Gain = 50, Offset = 100 }, default);
        var opened = new List<DateTimeOffset>();
        var interval = await camera.Expose(TwoSeconds, opened.Add, default);
        var image = await camera.Download(default);
        Assert.Equal([interval.Opened], opened);
        Assert.False(interval.Aborted);
        Assert.Equal((64, 48), (image.Width, image.Height));
        Assert.True(image.Pixels.Distinct().Count() > 10);
        using var cancel = new CancellationTokenSource();
        Assert.True((await camera.Expose(TimeSpan.FromSeconds(5), _ => cancel.Cancel(), cancel.Token)).Aborted);
        Assert.Contains("aborted", (await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default))).Message);
    }

    [Fact]
    public async Task What_is_already_so_is_not_set_again()
    {
        await using var server = new RecordedIndiServer(Session("camera-exposures"));
        await using var camera = await Connected(server);
        await camera.Configure(new CameraSettings { Gain = 50, Offset = 100 }, default);
        Assert.DoesNotContain(server.Requests, r => r.Contains("<new"));
    }

    [Fact]
    public async Task Plugged_in_it_waits_for_the_properties_that_come_after()
    {
        await using var server = new RecordedIndiServer(Session("camera-plug"));
        await using var camera = await Connected(server);
        Assert.Equal(1280, camera.Facts.WidthPixels);
        Assert.Contains(server.Requests, r => r.Contains("CONNECT\">On"));
    }

    [Fact]
    public async Task BLOBs_are_switched_on_for_this_camera_alone()
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed));
        await using var camera = await Connected(server);
        await server.Asked("enableBLOB");
        Assert.Equal("<enableBLOB device=\"Camera A\" name=\"CCD1\">Also</enableBLOB>", server.Requests[^1]);
    }

    [Fact]
    public async Task The_devices_it_listens_to_are_named_where_they_differ()
    {
        var active = Vector("def", "Text", Name, "ACTIVE_DEVICES", "Idle", ("ACTIVE_TELESCOPE", "Telescope Simulator"), ("ACTIVE_FILTER", "Wheel A"));
        const string request = "<newTextVector device=\"Camera A\" name=\"ACTIVE_DEVICES\"><oneText name=\"ACTIVE_TELESCOPE\">Mount</oneText></newTextVector>";
        await using var server = new RecordedIndiServer(
            Device(Name, [.. Needed, active]), new RecordedExchange(request, Vector("set", "Text", Name, "ACTIVE_DEVICES", "Ok")));
        await using var camera = await Connected(server, new IndiSnoop("Mount", "Wheel A", "Focuser A"));
        Assert.Contains(request, server.Requests);
    }

    [Theory]
    [InlineData("0", "0", "RGGB")]
    [InlineData("1", "0", "GRBG")]
    [InlineData("0", "1", "GBRG")]
    public async Task A_colour_filter_array_is_told_from_the_first_pixel(string x, string y, string pattern)
    {
        var array = Vector("def", "Text", Name, "CCD_CFA", "Idle", ("CFA_OFFSET_X", x), ("CFA_OFFSET_Y", y), ("CFA_TYPE", "RGGB"));
        await using var server = new RecordedIndiServer(Device(Name, [.. Needed, array]));
        await using var camera = await Connected(server);
        Assert.Equal(pattern, camera.Facts.BayerPattern);
        Assert.False(camera.Facts.CanCool);
        Assert.Null(await camera.SensorCelsius(default));
    }

    [Fact]
    public async Task A_frame_of_few_pixels_comes_as_it_was_sent()
    {
        ushort[] pixels = [0, 1, 256, 32767, 32768, 40000, 65534, 65535];
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2"), Blob(Fits(4, 2, pixels))));
        await using var camera = await Connected(server);
        await camera.Expose(TwoSeconds, _ => { }, default);
        Assert.Equal(pixels, (await camera.Download(default)).Pixels);
    }

    [Fact]
    public async Task A_driver_that_counts_to_zero_early_does_not_shorten_the_exposure()
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("0.2"), Busy("0")));
        await using var camera = await Connected(server);
        var interval = await camera.Expose(TimeSpan.FromSeconds(0.2), _ => { }, default);
        Assert.InRange(interval.Length.TotalSeconds, 0.2, 5);
        Assert.True(interval.Closed <= TimeProvider.System.GetUtcNow());
    }

    [Theory]
    [InlineData(2.1, 2.0)]
    [InlineData(1.9, 1.9)]
    [InlineData(9.0, 2.0)]
    public async Task An_exposure_whose_beginning_is_heard_at_its_end_is_as_long_as_it_can_have_been(double late, double length)
    {
        var time = new FakeTime();
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2"), Busy("0"), Blob(Fits(4, 2, [7]))))
        {
            Hears = r => time.Advance(TimeSpan.FromSeconds(r.Contains("<newNumberVector", StringComparison.Ordinal) ? late : 0)),
        };
        await using var camera = new IndiCamera(server.Address, Name, time, null);
        await camera.Connect(default);
        var interval = await camera.Expose(TwoSeconds, _ => { }, default);
        Assert.Equal((time.GetUtcNow(), length), (interval.Closed, interval.Length.TotalSeconds));
    }

    [Fact]
    public async Task A_frame_of_an_earlier_exposure_is_not_taken_for_this_one()
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(
            Blob(Fits(4, 2, [7])), State("Ok", "0"), Busy("2"), Busy("0"), Blob(Fits(4, 2, [9]))));
        await using var camera = await Connected(server);
        await camera.Expose(TwoSeconds, _ => { }, default);
        Assert.Equal(9, (await camera.Download(default)).Pixels[0]);
    }

    [Fact]
    public async Task A_torn_frame_is_told()
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2"), Blob(Fits(4, 2, new ushort[8])[..2885])));
        await using var camera = await Connected(server);
        await camera.Expose(TwoSeconds, _ => { }, default);
        Assert.Contains("can't be read", (await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default))).Message);
    }

    [Fact]
    public async Task A_compressed_frame_is_told()
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2"), Blob([1, 2, 3], ".fits.fz")));
        await using var camera = await Connected(server);
        await camera.Expose(TwoSeconds, _ => { }, default);
        Assert.Contains(".fits.fz", (await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default))).Message);
    }

    [Fact]
    public async Task A_refused_exposure_says_why()
    {
        await using var server = new RecordedIndiServer(
            Device(Name, Needed), Exposure("<message device=\"Camera A\" message=\"[ERROR] too long\"/>", State("Alert", "0")));
        await using var camera = await Connected(server);
        var refusal = await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TwoSeconds, _ => { }, default));
        Assert.Equal("Camera A: refused CCD_EXPOSURE: [ERROR] too long", refusal.Message);
    }

    [Fact]
    public async Task A_driver_that_starts_anew_ends_the_exposure()
    {
        var anew = Switch("def", Name, "CONNECTION", "Idle", ("CONNECT", "Off"), ("DISCONNECT", "On"));
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2"), anew));
        await using var camera = await Connected(server);
        var death = await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TwoSeconds, _ => { }, default));
        Assert.Contains("the driver went away during the exposure", death.Message);
        await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default));
    }

    [Theory]
    [InlineData("<delProperty device=\"Camera A\"/>")]
    [InlineData("<delProperty device=\"Camera A\" name=\"CCD_EXPOSURE\"/>")]
    public async Task A_camera_that_vanishes_ends_the_exposure(string words)
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2"), words));
        await using var camera = await Connected(server);
        await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TwoSeconds, _ => { }, default));
        await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TwoSeconds, _ => { }, default));
    }

    [Fact]
    public async Task An_exposure_that_somebody_else_aborts_is_told_as_aborted()
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2"), State("Idle", "0")));
        await using var camera = await Connected(server);
        Assert.True((await camera.Expose(TwoSeconds, _ => { }, default)).Aborted);
    }

    [Fact]
    public async Task A_camera_that_exposes_already_is_not_begun_anew()
    {
        var busy = Needed.Append(Number("def", Name, "CCD_EXPOSURE", "Busy", ("CCD_EXPOSURE_VALUE", "9")));
        await using var server = new RecordedIndiServer(Device(Name, [.. busy]), Exposure(Busy("2")));
        await using var camera = await Connected(server);
        await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TwoSeconds, _ => { }, default));
        Assert.DoesNotContain(server.Requests, r => r.Contains("<newNumberVector"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.4")]
    public async Task A_driver_that_is_still_reading_out_is_waited_for(string counted)
    {
        await using var server = new RecordedIndiServer(
            Device(Name, Needed),
            Exposure(Busy("2"), Busy(counted), Blob(Fits(4, 2, [7]))), Exposure(Busy("2"), Busy("0"), Blob(Fits(4, 2, [9]))));
        await using var camera = await Connected(server);
        await camera.Expose(TwoSeconds, _ => { }, default);
        Assert.Equal(7, (await camera.Download(default)).Pixels[0]);
        var next = camera.Expose(TwoSeconds, _ => { }, default);
        Assert.Single(server.Requests, r => r.Contains("<newNumberVector"));
        await server.Tell(State("Ok", "0"));
        Assert.False((await next).Aborted);
        Assert.Equal(9, (await camera.Download(default)).Pixels[0]);
    }

    [Fact]
    public async Task An_exposure_that_does_not_end_is_given_up_half_a_minute_late()
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2")));
        using var time = new SimulatedTime(DateTimeOffset.UnixEpoch);
        await using var camera = new IndiCamera(server.Address, Name, time, null);
        await camera.Connect(default);
        var endless = await Assert.ThrowsAsync<DeviceException>(() => camera.Expose(TwoSeconds, _ => time.Start(), default));
        Assert.Equal("Camera A: no end of the exposure within 32 s", endless.Message);
    }

    [Fact]
    public async Task Cancelled_before_it_began_it_does_not_open()
    {
        await using var server = new RecordedIndiServer(Device(Name, Needed), Exposure(Busy("2")));
        await using var camera = await Connected(server);
        var interval = await camera.Expose(TwoSeconds, _ => Assert.Fail("opened"), new CancellationToken(true));
        Assert.Equal((true, TimeSpan.Zero), (interval.Aborted, interval.Length));
        await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default));
    }

    private static async Task<IndiCamera> Connected(RecordedIndiServer server, IndiSnoop? snoop = null)
    {
        var camera = new IndiCamera(server.Address, Name, TimeProvider.System, snoop);
        await camera.Connect(default);
        return camera;
    }
}
