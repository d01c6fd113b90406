using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Tests.Devices.Indi.Served;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi;

/// <summary>Numbers that no device can mean: each is told with what is allowed, and nothing is computed with it.</summary>
public sealed class IndiValueTests
{
    private const string Name = CameraScript.Name;

    [Theory]
    [InlineData("CCD_MAX_X", "0", "CCD_INFO.CCD_MAX_X 0; 1 to 40000 is allowed")]
    [InlineData("CCD_MAX_X", "-4", "-4")]
    [InlineData("CCD_MAX_Y", "1e12", "1E+12")]
    [InlineData("CCD_MAX_Y", "nan", "\"nan\" is not a number of INDI")]
    [InlineData("CCD_MAX_Y", "NaN", "\"NaN\" is not a number of INDI")]
    [InlineData("CCD_PIXEL_SIZE", "0", "0.1 to 1000 is allowed")]
    [InlineData("CCD_PIXEL_SIZE", "inf", "\"inf\" is not")]
    [InlineData("CCD_PIXEL_SIZE", "Infinity", "\"Infinity\" is not")]
    [InlineData("CCD_PIXEL_SIZE", "1e999", "\"1e999\" is not")]
    [InlineData("CCD_PIXEL_SIZE", "", "\"\" is not")]
    public async Task A_sensor_that_there_is_not_is_not_connected(string member, string value, string words)
    {
        var sensor = new Dictionary<string, string> { ["CCD_MAX_X"] = "4", ["CCD_MAX_Y"] = "2", ["CCD_PIXEL_SIZE"] = "3.76", [member] = value };
        await using var server = new RecordedIndiServer(
            Device(Name, [Number("def", Name, "CCD_INFO", "Idle", [.. sensor.Select(s => (s.Key, s.Value))]), .. CameraScript.Needed[1..]]));
        await using var camera = new IndiCamera(server.Address, Name, TimeProvider.System, null);
        Assert.Contains(words, (await Assert.ThrowsAsync<DeviceException>(() => camera.Connect(default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nan")]
    [InlineData("-inf")]
    [InlineData("-300")]
    [InlineData("1e30")]
    public async Task A_temperature_that_there_is_not_is_told(string value)
    {
        await using var server = new RecordedIndiServer(Device(Name, [.. CameraScript.Needed, Number("def", Name, "CCD_TEMPERATURE", "Ok", ("CCD_TEMPERATURE_VALUE", value))]));
        await using var camera = new IndiCamera(server.Address, Name, TimeProvider.System, null);
        await camera.Connect(default);
        await Assert.ThrowsAsync<DeviceException>(() => camera.SensorCelsius(default));
    }

    [Theory]
    [InlineData(4, 3, "4 x 3 pixels; 4 x 2 were set")]
    [InlineData(4, 1, "4 x 1 pixels; 4 x 2 were set")]
    [InlineData(8, 1, "8 x 1 pixels")]
    [InlineData(-4, 2, "no pixels")]
    [InlineData(2_000_000_000, 2_000_000_000, "larger than the limit")]
    public async Task A_frame_of_another_size_is_refused(int width, int height, string words)
    {
        await using var server = new RecordedIndiServer(
            Device(Name, CameraScript.Needed), CameraScript.Exposure(CameraScript.Busy("2"), CameraScript.Blob(CameraScript.Fits(width, height, new ushort[12]))));
        await using var camera = new IndiCamera(server.Address, Name, TimeProvider.System, null);
        await camera.Connect(default);
        await camera.Expose(TimeSpan.FromSeconds(2), _ => { }, default);
        Assert.Contains(words, (await Assert.ThrowsAsync<DeviceException>(() => camera.Download(default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("25", "10")]
    [InlineData("nan", "10")]
    [InlineData("5", "90.5")]
    [InlineData("5", "-1e9")]
    public async Task A_place_that_the_sky_does_not_have_is_told(string hours, string degrees)
    {
        await using var server = new RecordedIndiServer(Device("Mount", Number("def", "Mount", "EQUATORIAL_EOD_COORD", "Idle", ("RA", hours), ("DEC", degrees)),
            Switch("def", "Mount", "ON_COORD_SET", "Ok", ("TRACK", "On")), Switch("def", "Mount", "TELESCOPE_ABORT_MOTION", "Ok", ("ABORT", "Off"))));
        await using var mount = new IndiMount(server.Address, "Mount", TimeProvider.System);
        await mount.Connect(default);
        await Assert.ThrowsAsync<DeviceException>(() => mount.Position(default));
    }

    [Theory]
    [InlineData("ABS_FOCUS_POSITION", "1e15")]
    [InlineData("FOCUS_MAX", "nan")]
    [InlineData("FOCUS_TEMPERATURE", "cold")]
    public async Task A_focuser_whose_numbers_mean_nothing_is_told(string property, string value)
    {
        (string Property, string Member)[] told = [("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION"), ("FOCUS_MAX", "FOCUS_MAX_VALUE"), ("FOCUS_TEMPERATURE", "TEMPERATURE")];
        await using var server = new RecordedIndiServer(Device("F", [.. told.Select(t => Number("def", "F", t.Property, "Ok", (t.Member, t.Property == property ? value : "7")))]));
        await using var focuser = new IndiFocuser(server.Address, "F", TimeProvider.System);
        await focuser.Connect(default);
        await Assert.ThrowsAsync<DeviceException>(async () => Assert.NotNull((focuser.Position, focuser.HighestPosition, await focuser.Celsius(default)).ToString()));
    }

    [Fact]
    public async Task A_wheel_whose_slots_have_no_numbers_is_told()
    {
        await using var server = new RecordedIndiServer(Device("W", Number("def", "W", "FILTER_SLOT", "Ok", ("FILTER_SLOT_VALUE", "1")),
            Vector("def", "Text", "W", "FILTER_NAME", "Ok", ("FILTER_SLOT_NAME_X", "L"))));
        await using var wheel = new IndiFilterWheel(server.Address, "W", TimeProvider.System);
        Assert.Contains("FILTER_SLOT_NAME_X", (await Assert.ThrowsAsync<DeviceException>(() => wheel.Connect(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_is_defined_twice_counts_as_said_last()
    {
        await using var server = new RecordedIndiServer(Device("A", Number("def", "A", "GAIN", "Ok", ("G", "1"), ("G", "2"))));
        await using var line = new IndiConnection(server.Address, "A", TimeProvider.System);
        await IndiPlug.Connect(line, default, "GAIN");
        Assert.Equal(2, line.Number("GAIN", "G"));
    }
}
