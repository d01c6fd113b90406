using Microsoft.Extensions.Configuration;
using Sync.Devices.Rig;
using Sync.Host;
using Sync.Host.Settings;

namespace Sync.Tests.Host;

public class HostSettingsTests
{
    [Theory]
    [InlineData(null, "frames")]
    [InlineData("lights", "lights")]
    [InlineData("../lights", "../lights")]
    public void Frames_are_below_the_folder(string? set, string below)
    {
        var folder = Path.GetFullPath("night");
        Assert.Equal(Path.GetFullPath(below, folder), Of(folder, set).Frames);
    }

    [Fact]
    public void Frames_are_where_a_whole_path_says()
    {
        var elsewhere = Path.GetFullPath("elsewhere");
        Assert.Equal(elsewhere, Of(Path.GetFullPath("night"), elsewhere).Frames);
    }

    [Fact]
    public void What_is_said_of_them_has_no_secret() => Assert.DoesNotContain("secret", $"{Of("night", "secret")}");

    private static HostSettings Of(string folder, string? frames) => new()
    {
        Roles = [Role.Grader], Rig = DemoRig.Of(1), Cameras = [], Directory = folder, Time = TimeProvider.System,
        Broker = new BrokerAddress(new("amqp://host"), "grader", "secret", null), Storage = "Server=a;Database=b;Password=secret",
        Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("CameraAgent:FramesDirectory", frames)]).Build(),
    };
}
