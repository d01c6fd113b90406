using System.Buffers;
using System.Text;

namespace Sync.Devices.Alpaca;

/// <summary>Reads a frame straight from the wire into its pixels: nothing but a block of columns is held beside them.</summary>
/// <param name="device">in whose name errors are told</param>
/// <param name="facts">what the sensor is; no frame is larger</param>
internal sealed class AlpacaImage(string device, CameraFacts facts)
{
    /// <summary>Nothing else: servers that have no such thing answer in JSON unasked, and some compare the whole header.</summary>
    public const string Accept = "application/imagebytes";

    private const string Asked = "imagearray";
    private const int BlockBytes = 1 << 20;
    private const int MostColumns = 64;
    private const int LongestMessage = 4096;

    /// <summary>ImageBytes, or JSON from a server that has none and for errors.</summary>
    /// <param name="response">of which the headers have come</param>
    /// <param name="body">its body</param>
    /// <param name="frame">what was set, which JSON does not tell before its end</param>
    /// <param name="cancel">nobody wants it any more</param>
    /// <exception cref="DeviceException">refused, half a frame, or none that can be</exception>
    public async Task<CameraImage> Read(HttpResponseMessage response, Stream body, (int Width, int Height) frame, CancellationToken cancel)
    {
        var type = response.Content.Headers.ContentType?.MediaType ?? "nothing";
        if (!response.IsSuccessStatusCode)
            throw await Refused((int)response.StatusCode, body, cancel);
        try
        {
            if (type.Equals(Accept, StringComparison.OrdinalIgnoreCase))
                return await Binary(response.Content.Headers.ContentLength, body, frame, cancel);
            if (type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
                return await new AlpacaImageText(device, frame.Width, frame.Height).Read(body, cancel);
        }
        catch (FormatException e)
        {
            throw new DeviceException(device, $"answered {Asked} with {e.Message}", e);
        }
        throw new DeviceException(device, $"answered {Asked} with {type}; {Accept} or application/json is read");
    }

    private async Task<CameraImage> Binary(long? length, Stream body, (int Width, int Height) frame, CancellationToken cancel)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            await Fill(body, block.AsMemory(0, AlpacaImageHeader.Length), 0, AlpacaImageHeader.Length, cancel);
            var header = AlpacaImageHeader.Read(block, facts.WidthPixels, facts.HeightPixels);
            await Fill(body, block.AsMemory(0, header.Start - AlpacaImageHeader.Length), AlpacaImageHeader.Length, header.Start, cancel);
            if (header.ErrorNumber != 0)
                throw await Refused(header, body, block.AsMemory(0, LongestMessage), cancel);
            if ((header.Width, header.Height) != frame)
                throw new FormatException($"a frame of {header.Width} x {header.Height} pixels; {frame.Width} x {frame.Height} were set");
            if (length is { } told && told != header.BodyBytes)
                throw new FormatException($"{told} bytes for a frame that needs {header.BodyBytes}");
            var pixels = GC.AllocateUninitializedArray<ushort>(header.Width * header.Height);
            await Columns(body, header, block, pixels, cancel);
            return new CameraImage(header.Width, header.Height, pixels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static async Task Columns(Stream body, AlpacaImageHeader header, byte[] block, ushort[] pixels, CancellationToken cancel)
    {
        var column = header.Height * header.PixelBytes;
        var larger = column > block.Length ? ArrayPool<byte>.Shared.Rent(column) : null;
        try
        {
            var into = larger ?? block;
            var most = Math.Clamp(into.Length / column, 1, MostColumns);
            for (var x = 0; x < header.Width; x += most)
            {
                var bytes = into.AsMemory(0, Math.Min(most, header.Width - x) * column);
                await Fill(body, bytes, header.Start + ((long)x * column), header.BodyBytes, cancel);
                AlpacaColumns.Turn(bytes.Span, header, x, pixels);
            }
        }
        finally
        {
            if (larger is not null)
                ArrayPool<byte>.Shared.Return(larger);
        }
    }

    private static async Task Fill(Stream body, Memory<byte> part, long from, long wanted, CancellationToken cancel)
    {
        var come = await body.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancel);
        if (come < part.Length)
            throw new FormatException($"half a frame: {from + come} of {wanted} bytes came");
    }

    private async Task<DeviceException> Refused(AlpacaImageHeader header, Stream body, Memory<byte> part, CancellationToken cancel)
    {
        var come = await body.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancel);
        var answer = new AlpacaAnswer(200, header.ErrorNumber, AlpacaAnswer.Clean(Encoding.UTF8.GetString(part.Span[..come])), null);
        return new DeviceException(device, $"refused {Asked}: {answer.Refusal}");
    }

    private async Task<DeviceException> Refused(int status, Stream body, CancellationToken cancel)
    {
        var part = new byte[LongestMessage];
        var come = await body.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancel);
        return new DeviceException(device, $"refused {Asked}: {AlpacaAnswer.Read(status, part.AsMemory(0, come)).Refusal}");
    }
}
