using Sync.Devices;
using Sync.Devices.Indi;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi;

/// <summary>Drivers that die while something moves.</summary>
public sealed class IndiMotionFaultTests
{
    public static TheoryData<string, string> Deaths => new()
    {
        { "<delProperty device=\"D\"/>", "the driver went away" },
        { Switch("def", "D", "CONNECTION", "Idle", ("CONNECT", "Off"), ("DISCONNECT", "On")), "the driver went away" },
        { "</html>", "the server sent </html>" },
        { "<setNumberVector device=\"D\" name=\"X\"><oneNumber name=\"X\">1" + Switch("def", "D", "CONNECTION", "Idle", ("CONNECT", "Off")), "more than 2 deep" },
    };

    [Theory]
    [MemberData(nameof(Deaths))]
    public Task In_a_slew(string death, string words) => Dies(
        "EQUATORIAL_EOD_COORD", [("RA", "5"), ("DEC", "10")], (a, t) => new IndiMount(a, "D", t), mount => mount.Slew(new(6, 20), default), death, words,
        Switch("def", "D", "ON_COORD_SET", "Ok", ("TRACK", "On")), Switch("def", "D", "TELESCOPE_ABORT_MOTION", "Ok", ("ABORT", "Off")));

    [Theory]
    [MemberData(nameof(Deaths))]
    public Task While_it_focuses(string death, string words) => Dies(
        "ABS_FOCUS_POSITION", [("FOCUS_ABSOLUTE_POSITION", "100")], (a, t) => new IndiFocuser(a, "D", t), focuser => focuser.Move(200, default), death, words,
        Number("def", "D", "FOCUS_MAX", "Ok", ("FOCUS_MAX_VALUE", "1000")));

    [Theory]
    [MemberData(nameof(Deaths))]
    public Task While_a_wheel_turns(string death, string words) => Dies(
        "FILTER_SLOT", [("FILTER_SLOT_VALUE", "1")], (a, t) => new IndiFilterWheel(a, "D", t), wheel => wheel.Select("Ha", default), death, words,
        Vector("def", "Text", "D", "FILTER_NAME", "Ok", ("FILTER_SLOT_NAME_1", "L"), ("FILTER_SLOT_NAME_2", "Ha")));

    [Theory]
    [MemberData(nameof(Deaths))]
    public Task While_a_rotator_turns(string death, string words) => Dies(
        "ABS_ROTATOR_ANGLE", [("ANGLE", "10")], (a, t) => new IndiRotator(a, "D", t), rotator => rotator.Turn(90, default), death, words);

    private static async Task Dies<T>(
        string property, (string Member, string Value)[] values, Func<DeviceAddress, TimeProvider, T> device, Func<T, Task> move, string death, string words, params string[] more)
        where T : IDevice
    {
        var order = $"<newNumberVector device=\"D\" name=\"{property}\">{string.Concat(values.Select(v => $"<oneNumber name=\"{v.Member}\">1</oneNumber>"))}</newNumberVector>";
        await using var server = new RecordedIndiServer(
            Device("D", [Number("def", "D", property, "Ok", values), .. more]),
            new RecordedExchange(order, Number("set", "D", property, "Busy", values), death),
            new RecordedExchange("<newSwitchVector device=\"D\" name=\"CONNECTION\"><oneSwitch name=\"CONNECT\">On</oneSwitch></newSwitchVector>",
                Switch("set", "D", "CONNECTION", "Ok", ("CONNECT", "On"), ("DISCONNECT", "Off"))));
        await using var driver = device(server.Address, TimeProvider.System);
        await driver.Connect(default);
        var told = (await Assert.ThrowsAsync<DeviceException>(() => move(driver))).Message;
        Assert.StartsWith("D: ", told, StringComparison.Ordinal);
        Assert.Contains(words, told, StringComparison.Ordinal);
        await driver.Connect(default);
    }
}
