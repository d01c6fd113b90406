using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>A camera that answers wrongly in each of its states in each way, and numbers that no device can mean.</summary>
public sealed class AlpacaStateFaultTests : IDisposable
{
    private static readonly (string Words, AlpacaReply Reply)[] Wrongs =
    [
        ("not connected", AlpacaReply.Refusal(0x407, "The camera is not connected")),
        ("no answer to ", AlpacaReply.Cut),
        ("no JSON", AlpacaReply.Json("<html>")),
        ("out of order (HTTP 500)", AlpacaReply.Json("\"out of order\"", 500)),
        ("camera 0: ", AlpacaReply.Json("{\"Value\":\"\\ud800\",\"ErrorNumber\":1e999}")),
    ];

    private readonly AlpacaStage stage = new();

    public static TheoryData<string, int> Cases
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var member in new[] { "connected", "cameraxsize", "PUT binx", "PUT setccdtemperature", "PUT startexposure", "camerastate", "imageready", "imagearray" })
            {
                for (var wrong = 0; wrong < Wrongs.Length; wrong++)
                    all.Add(member, wrong);
            }
            return all;
        }
    }

    public void Dispose() => stage.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_is_answered_in_whichever_state_is_told_in_a_sentence(string member, int wrong)
    {
        var (words, reply) = Wrongs[wrong];
        var script = AlpacaScript.Camera().With("cansetccdtemperature", true).With("binx", 2).With("imagearray", AlpacaReply.Image(ImageBytes.Frame(AlpacaElement.Byte, 6, 4, (_, _, _) => 1)));
        var told = await stage.CameraFails(script.With(member, reply), async camera =>
        {
            await camera.Cool(-10, default);
            await camera.Configure(new CameraSettings(), default);
            await camera.Expose(TimeSpan.Zero, _ => { }, default);
            await camera.Download(default);
        });
        Assert.StartsWith("camera 0: ", told, StringComparison.Ordinal);
        Assert.Contains(words, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-300)]
    [InlineData(1e6)]
    [InlineData("cold")]
    public async Task A_temperature_that_there_is_not_is_told(object value) => Assert.Contains("answered ccdtemperature with ",
        await stage.CameraFails(AlpacaScript.Camera().With("ccdtemperature", [value]), camera => camera.SensorCelsius(default)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-3.76)]
    [InlineData(1e9)]
    public async Task Pixels_that_there_are_not_are_told(double value) => Assert.Contains("a number from 0.1 to 1000 is allowed",
        await stage.CameraFails(AlpacaScript.Camera().With("pixelsizex", [value]), _ => Task.CompletedTask), StringComparison.Ordinal);

    [Theory]
    [InlineData(24.5, 10)]
    [InlineData(-1, 10)]
    [InlineData(5, 90.5)]
    [InlineData(5, -1e9)]
    public async Task A_place_that_the_sky_does_not_have_is_told(double hours, double degrees)
    {
        var script = AlpacaScript.Connected().With("equatorialsystem", 2).With("canslewasync", true).With("rightascension", [hours]).With("declination", [degrees]);
        Assert.Contains("says it is at", await stage.Fails(script, (a, t) => new AlpacaMount(a, "0", t), mount => mount.Position(default)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_mount_that_dies_in_a_slew_is_told(int wrong)
    {
        var script = AlpacaScript.Connected().With("equatorialsystem", 2).With("canslewasync", true).With("rightascension", 5).With("declination", 10).With("tracking", true)
            .With("atpark", false).With("slewing", AlpacaReply.Value(false), AlpacaReply.Value(true), Wrongs[wrong].Reply);
        Assert.StartsWith("telescope 0: ", await stage.Fails(script, (a, t) => new AlpacaMount(a, "0", t), mount => mount.Slew(new(6, 20), default)), StringComparison.Ordinal);
    }
}
