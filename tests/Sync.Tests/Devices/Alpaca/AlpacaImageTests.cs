using System.Globalization;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Frames over the wire, whole and broken.</summary>
public sealed class AlpacaImageTests : IDisposable
{
    private readonly SimulatedTime time = new(Rehearsal.Evening);

    public void Dispose() => time.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Each_element_type_is_read_row_by_row(int element)
    {
        var image = await Download(AlpacaReply.Image(ImageBytes.Frame((AlpacaElement)element, 6, 4, (x, y, _) => (10 * x) + y)));
        Assert.Equal((6, 4), (image.Width, image.Height));
        Assert.Equal(from y in Enumerable.Range(0, 4) from x in Enumerable.Range(0, 6) select (ushort)((10 * x) + y), image.Pixels);
    }

    [Theory]
    [InlineData(1, -5, 0)]
    [InlineData(1, 32767, 32767)]
    [InlineData(2, 70000, 65535)]
    [InlineData(2, -1, 0)]
    [InlineData(3, 12.5, 13)]
    [InlineData(3, -0.4, 0)]
    [InlineData(3, 65535.4, 65535)]
    [InlineData(3, double.NaN, 0)]
    [InlineData(4, 1e9, 65535)]
    [InlineData(4, 99.4, 99)]
    [InlineData(7, -70000, 0)]
    [InlineData(9, 4294967295, 65535)]
    public async Task What_does_not_fit_in_16_bit_is_rounded_or_becomes_its_end(int element, double sent, int pixel)
    {
        var image = await Download(AlpacaReply.Image(ImageBytes.Frame((AlpacaElement)element, 6, 4, (_, _, _) => sent)));
        Assert.All(image.Pixels, p => Assert.Equal(pixel, p));
    }

    [Fact]
    public async Task ImageBytes_alone_are_asked_for()
    {
        var (accepted, script) = ("", AlpacaScript.Camera().With("imagearray", AlpacaReply.Image(ImageBytes.Frame(AlpacaElement.Byte, 6, 4, (x, _, _) => x))));
        await using var server = new AlpacaServer(asked =>
        {
            accepted = asked.Accept;
            return script.Answer(asked);
        });
        await using var camera = new AlpacaCamera(server.Address, "0", time);
        await new Rehearsal(time).Do(async () =>
        {
            await camera.Connect(default);
            await camera.Expose(TimeSpan.Zero, _ => { }, default);
            await camera.Download(default);
        });
        Assert.Equal("application/imagebytes", accepted);
    }

    [Theory]
    [InlineData(64, 33)]
    [InlineData(65, 31)]
    [InlineData(131, 100)]
    [InlineData(1, 97)]
    [InlineData(97, 1)]
    [InlineData(7, 5)]
    [InlineData(3, 3)]
    public async Task Any_size_is_turned(int width, int height)
    {
        var image = await Download(AlpacaReply.Image(ImageBytes.Frame(AlpacaElement.UInt16, width, height, (x, y, _) => (500 * x) + y)), width, height);
        Assert.Equal(from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) select (ushort)((500 * x) + y), image.Pixels);
    }

    [Fact]
    public async Task A_column_longer_than_a_block_is_read()
    {
        var image = await Download(AlpacaReply.Image(ImageBytes.Frame(AlpacaElement.Double, 3, 40_000, (x, y, _) => x + (y % 1000), planes: 4)), 3, 40_000);
        Assert.Equal(2 + 39_999 % 1000, image.Pixels[^1]);
        Assert.Equal(1 + 5, image.Pixels[(5 * 3) + 1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task Colours_are_averaged(int element)
    {
        var image = await Download(AlpacaReply.Image(ImageBytes.Frame((AlpacaElement)element, 6, 4, (x, y, plane) => (10 * x) + y + plane, planes: 3)));
        Assert.Equal(from y in Enumerable.Range(0, 4) from x in Enumerable.Range(0, 6) select (ushort)((10 * x) + y + 1), image.Pixels);
    }

    [Fact]
    public async Task A_header_may_be_longer_than_today()
    {
        byte[] body = [.. ImageBytes.Header(start: 48), 1, 2, 3, 4, .. ImageBytes.Frame(AlpacaElement.UInt16, 6, 4, (x, y, _) => x + y).Skip(44)];
        Assert.Equal(5 + 3, (await Download(AlpacaReply.Image(body))).Pixels[^1]);
    }

    [Fact]
    public async Task A_server_without_ImageBytes_is_read_as_JSON()
    {
        var columns = from x in Enumerable.Range(0, 6) select $"[{string.Join(',', from y in Enumerable.Range(0, 4) select (10 * x) + y)}]";
        var image = await Download(AlpacaReply.Json($$"""{"Type":2,"Rank":2,"Value":[{{string.Join(", ", columns)}}],"ErrorNumber":0,"ErrorMessage":""}"""));
        Assert.Equal(from y in Enumerable.Range(0, 4) from x in Enumerable.Range(0, 6) select (ushort)((10 * x) + y), image.Pixels);
    }

    [Fact]
    public async Task Colours_in_JSON_are_averaged_and_long_texts_come_in_pieces()
    {
        var column = $"[{string.Join(',', Enumerable.Range(0, 1000).Select(y => string.Create(CultureInfo.InvariantCulture, $"[{y},{y + 1}.5,{y + 3}.0]")))}]";
        var image = await Download(AlpacaReply.Json($$"""{"Value":[{{string.Join(',', Enumerable.Repeat(column, 40))}}],"ErrorNumber":0}"""), 40, 1000);
        Assert.Equal(Enumerable.Range(0, 1000).Select(y => (ushort)(y + 2)), image.Pixels.Where((_, i) => i % 40 == 39));
    }

    private Task<CameraImage> Download(AlpacaReply reply, int width = 6, int height = 4) => AlpacaImageFaultTests.Download(time, reply, width, height);
}
