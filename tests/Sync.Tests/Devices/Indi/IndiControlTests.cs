using Sync.Devices;
using Sync.Devices.Indi;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi;

/// <summary>Gain and offset, wherever a driver keeps them.</summary>
public sealed class IndiControlTests
{
    private const string Name = CameraScript.Name;
    private static readonly string Controls = Number("def", Name, "CCD_CONTROLS", "Idle", ("Gain", "10"), ("Offset", "5"), ("BandWidth", "80"));

    [Fact]
    public async Task Where_there_is_nothing_else_they_are_set_among_the_controls() => Assert.Equal(
        [Set("CCD_CONTROLS", "Gain", 120), Set("CCD_CONTROLS", "Offset", 30)], await Sent(new() { Gain = 120, Offset = 30 }, Controls));

    [Fact]
    public async Task What_is_so_already_is_not_set_again() => Assert.Empty(await Sent(new() { Gain = 10, Offset = 5 }, Controls));

    [Fact]
    public async Task Properties_of_their_own_come_first() => Assert.Equal(
        [Set("CCD_GAIN", "GAIN", 120), Set("CCD_CONTROLS", "Offset", 30)],
        await Sent(new() { Gain = 120, Offset = 30 }, Controls, Number("def", Name, "CCD_GAIN", "Idle", ("GAIN", "0"))));

    [Fact]
    public async Task A_camera_that_has_neither_is_left_as_it_is() => Assert.Empty(
        await Sent(new() { Gain = 120, Offset = 30 }, Number("def", Name, "CCD_CONTROLS", "Idle", ("BandWidth", "80"))));

    private static string Set(string property, string member, int value) =>
        $"<newNumberVector device=\"{Name}\" name=\"{property}\"><oneNumber name=\"{member}\">{value}</oneNumber></newNumberVector>";

    private static async Task<IEnumerable<string>> Sent(CameraSettings settings, params string[] properties)
    {
        RecordedExchange[] answers =
        [
            Answer("CCD_CONTROLS", "Gain", 120), Answer("CCD_CONTROLS", "Offset", 30), Answer("CCD_GAIN", "GAIN", 120),
        ];
        await using var server = new RecordedIndiServer([Device(Name, [.. CameraScript.Needed, .. properties]), .. answers]);
        await using var camera = new IndiCamera(server.Address, Name, TimeProvider.System, null);
        await camera.Connect(default);
        await camera.Configure(settings, default);
        return server.Requests.Where(r => r.StartsWith("<newNumberVector", StringComparison.Ordinal));
    }

    private static RecordedExchange Answer(string property, string member, int value) =>
        new(Set(property, member, value), Number("set", Name, property, "Ok", (member, $"{value}")));
}
