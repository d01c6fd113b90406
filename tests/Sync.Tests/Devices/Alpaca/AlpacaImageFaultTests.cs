using System.Text;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Frames that are none: each is an error in a sentence, and nothing is given room by what a server claims.</summary>
public sealed class AlpacaImageFaultTests : IDisposable
{
    private readonly SimulatedTime time = new(Rehearsal.Evening);

    public void Dispose() => time.Dispose();

    [Theory]
    [InlineData(0, 4, 2, 0, "0 x 4 x 1")]
    [InlineData(-6, 4, 2, 0, "-6 x 4")]
    [InlineData(2_000_000_000, 2_000_000_000, 2, 0, "2000000000 x 2000000000 x 1 pixels; 1 x 1 x 1 to 6 x 4 x 4 is allowed")]
    [InlineData(7, 4, 2, 0, "7 x 4")]
    [InlineData(3, 4, 2, 0, "3 x 4 pixels; 6 x 4 were set")]
    [InlineData(6, 4, 3, 100_000, "6 x 4 x 100000")]
    [InlineData(6, 4, 3, 0, "6 x 4 x 0")]
    [InlineData(6, 4, 1, 0, "rank 1")]
    public async Task A_frame_that_no_sensor_gives_is_refused(int width, int height, int rank, int planes, string words)
    {
        var trouble = await Fails(AlpacaReply.Image([.. ImageBytes.Header(rank: rank, width: width, height: height, planes: planes), .. new byte[48]]));
        Assert.Contains(words, trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 44, 8, "version 2 of ImageBytes")]
    [InlineData(1, 10, 8, "start at 10")]
    [InlineData(1, 2_000_000_000, 8, "start at 2000000000")]
    [InlineData(1, 44, 0, "element type 0")]
    [InlineData(1, 44, 10, "element type 10")]
    public async Task A_header_that_is_none_is_refused(int version, int start, int element, string words) =>
        Assert.Contains(words, await Fails(AlpacaReply.Image([.. ImageBytes.Header(version: version, start: start, element: element), .. new byte[48]])), StringComparison.Ordinal);

    [Theory]
    [InlineData(20)]
    [InlineData(44)]
    [InlineData(60)]
    [InlineData(91)]
    public async Task Half_a_frame_is_told_by_its_bytes(int bytes)
    {
        var whole = ImageBytes.Frame(AlpacaElement.UInt16, 6, 4, (x, y, _) => x + y);
        Assert.Contains(bytes < 44 ? "half a frame" : $"{bytes} bytes for a frame that needs 92", await Fails(AlpacaReply.Image(whole[..bytes])), StringComparison.Ordinal);
        Assert.Contains("no answer to imagearray", await Fails(AlpacaReply.Image(whole[..bytes]) with { Claims = whole.Length, Breaks = true }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_that_is_too_long_is_refused() =>
        Assert.Contains("100 bytes for a frame that needs 92", await Fails(AlpacaReply.Image([.. ImageBytes.Header(), .. new byte[56]])), StringComparison.Ordinal);

    [Fact]
    public async Task An_error_in_place_of_a_frame_is_told_in_the_devices_words()
    {
        var binary = AlpacaReply.Image([.. ImageBytes.Header(error: 0x40B), .. Encoding.UTF8.GetBytes("There is no image\navailable")]);
        Assert.Equal("camera 0: refused imagearray: There is no image available (error 1035, 0x40B)", await Fails(binary));
        Assert.Equal("camera 0: refused imagearray: There is no image available (error 1035, 0x40B)",
            await Fails(AlpacaReply.Json("""{"ClientTransactionID":3,"ServerTransactionID":4,"ErrorNumber":1035,"ErrorMessage":"There is no image available"}""")));
        Assert.Equal("camera 0: refused imagearray: Instance 9 does not exist in this server. (HTTP 400)",
            await Fails(AlpacaReply.Json("\"Instance 9 does not exist in this server.\"", 400)));
    }

    [Theory]
    [InlineData("""{"Value":[[1,2,3,4],[1,2,3,4]],"ErrorNumber":0}""", "2 columns; 6 were asked for")]
    [InlineData("""{"Value":[[1,2,3]],"ErrorNumber":0}""", "3 pixels in column 0; 4 were asked for")]
    [InlineData("""{"Value":[[1,2,3,4,5]],"ErrorNumber":0}""", "over 4 pixels in column 0")]
    [InlineData("""{"Value":[[1,2,3,4],[1,2,3,4],[1,2,3,4],[1,2,3,4],[1,2,3,4],[1,2,3,4],[1,2,3,4]]}""", "over 6 columns")]
    [InlineData("{\"Value\":[[1,2,\"thr", "no JSON, or half of it")]
    [InlineData("""{"Value":[[1,2,"three",4]]}""", "String at depth 3")]
    [InlineData("""{"Value":[[[[1]]]]}""", "StartArray at depth 4")]
    [InlineData("[]", "0 columns")]
    [InlineData("<html>", "no JSON")]
    [InlineData("", "no JSON")]
    public async Task JSON_that_is_no_frame_is_refused(string body, string words) =>
        Assert.Contains(words, await Fails(AlpacaReply.Json(body)), StringComparison.Ordinal);

    [Fact]
    public async Task Another_kind_of_file_is_refused() => Assert.Contains(
        "answered imagearray with image/jpeg", await Fails(new AlpacaReply(200, "image/jpeg", [1, 2, 3])), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 4)]
    [InlineData(-1, 4)]
    [InlineData(39_000, 39_000)]
    [InlineData(1e9, 4)]
    [InlineData(6.5, 4)]
    public async Task A_sensor_that_there_is_not_is_not_connected(double width, double height)
    {
        var script = AlpacaScript.Camera().With("cameraxsize", width).With("cameraysize", height);
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => With(time, script, async camera =>
        {
            await camera.Connect(default);
            return true;
        }));
        Assert.Contains("allowed", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_is_given_room_once_and_what_is_claimed_none()
    {
        var whole = ImageBytes.Frame(AlpacaElement.UInt16, 2000, 1500, (x, y, _) => x + y);
        Assert.InRange(Allocated(whole), 6_000_000, 7_500_000);
        Assert.InRange(Allocated([.. ImageBytes.Header(width: 30_000, height: 30_000), .. new byte[100]]), 0, 1_500_000);
        Assert.InRange(Allocated(whole[..5000]), 0, 1_500_000);
    }

    internal static Task<CameraImage> Download(SimulatedTime time, AlpacaReply reply, int width, int height)
    {
        var script = AlpacaScript.Camera().With("cameraxsize", width).With("cameraysize", height).With("numx", width).With("numy", height).With("imagearray", reply);
        return With(time, script, async camera =>
        {
            await camera.Connect(default);
            await camera.Expose(TimeSpan.Zero, _ => { }, default);
            return await camera.Download(default);
        });
    }

    internal static async Task<T> With<T>(SimulatedTime time, AlpacaScript script, Func<AlpacaCamera, Task<T>> test)
    {
        await using var server = new AlpacaServer(script.Answer);
        await using var camera = new AlpacaCamera(server.Address, "0", time);
        return await new Rehearsal(time).Do(() => test(camera));
    }

    /// <summary>All is there at once, so that all is done by this thread.</summary>
    private static long Allocated(byte[] body)
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = new("application/imagebytes");
        var image = new AlpacaImage("camera 0", new CameraFacts { WidthPixels = 2000, HeightPixels = 1500, PixelMicrometres = 3.76, CanCool = false, Model = "x" });
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = image.Read(response, new MemoryStream(body), (2000, 1500), default);
        var after = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reading.IsCompleted);
        return after - before;
    }

    private async Task<string> Fails(AlpacaReply reply) => (await Assert.ThrowsAsync<DeviceException>(() => Download(time, reply, 6, 4))).Message;
}
