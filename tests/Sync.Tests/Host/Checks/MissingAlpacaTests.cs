using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Host.Checks;
using Sync.Host.Listing;
using Sync.Tests.Host.Listing;

namespace Sync.Tests.Host.Checks;

public sealed class MissingAlpacaTests
{
    private static readonly FoundServer Found = new("alpaca", new("10.0.0.7", 11111),
        [new FoundDevice(DeviceKind.Camera, "Esprit", "alpaca", "id-1", "10.0.0.7:11111", false) { Number = 0 }, new FoundDevice(DeviceKind.Mount, "EQ8", "alpaca", "id-9", "10.0.0.7:11111", false)]);

    [Theory]
    [InlineData("id-1", "camera esprit (id-1) is not at old:11111, but discovery found it at 10.0.0.7:11111; write that as its address.")]
    [InlineData("Esprit", "camera esprit (Esprit) is not at old:11111, but discovery found it at 10.0.0.7:11111; write that as its address.")]
    [InlineData("id-9", "camera esprit (id-9) is not at old:11111; discovery found at 10.0.0.7:11111 camera Esprit (id-1), mount EQ8 (id-9).")]
    [InlineData("0", "camera esprit (0) is not at old:11111; discovery found at 10.0.0.7:11111 camera Esprit (id-1), mount EQ8 (id-9).")]
    public void Where_a_device_is_now_is_told(string device, string sentence) => Assert.Equal(sentence, MissingAlpaca.Finding(Camera(device), [Found]));

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    [InlineData("id-1", true)]
    [InlineData("EQ8", false)]
    public void A_device_is_known_by_number_id_or_name_among_those_of_its_kind(string device, bool isIt) => Assert.Equal(isIt, Found.Devices.Any(Camera(device).IsIt));

    [Fact]
    public void Where_nothing_is_found_that_is_told() =>
        Assert.Equal("camera esprit (id-1) is not at old:11111, and no Alpaca server answers discovery in the networks of this machine; see that it is switched on.", MissingAlpaca.Finding(Camera("id-1"), []));

    [Fact]
    public async Task A_device_that_answers_is_not_looked_for_and_one_that_does_not_is()
    {
        await using var server = new ServedDevices();
        var demo = DemoRig.Of(2);
        var gone = $"127.0.0.1:{FreePorts.One()}";
        var rig = demo with
        {
            Mount = new() { Driver = "alpaca", Device = "EQ8", Address = $"{server.Server.Address}" },
            Cameras = [demo.Cameras[0] with { Driver = "alpaca", Device = "id-2", Address = gone }, demo.Cameras[1]],
        };
        var time = new FakeTime();
        var looking = new MissingAlpaca(time).Findings(rig, [server.Network], default);
        await server.Answered();
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal($"camera esprit (id-2) is not at {gone}, but discovery found it at {server.Server.Address}; write that as its address.", Assert.Single(await looking));
    }

    [Fact]
    public async Task A_rig_without_Alpaca_asks_nobody() => Assert.Empty(await new MissingAlpaca(new FakeTime()).Findings(DemoRig.Of(3), [], default));

    private static RigAlpaca Camera(string device) => new("camera esprit", DeviceKind.Camera, device, new("old", 11111));
}
