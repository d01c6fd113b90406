using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sync.Devices.Alpaca;

/// <summary>
/// Reads a frame from JSON as it comes, for servers without ImageBytes: Value is a list of columns, of rows, and, where there
/// are colours, of planes. Of the text no more than a piece is held.
/// </summary>
internal sealed class AlpacaImageText(string device, int width, int height)
{
    private const int PieceBytes = 1 << 16;
    private const int LongestPieceBytes = 1 << 20;

    private readonly ushort[] pixels = new ushort[width * height];
    private readonly double[] column = new double[height];
    private string member = "";
    private int x;
    private int y;
    private int plane;
    private double sum;
    private long error;
    private string words = "";

    /// <exception cref="FormatException">no JSON, or no frame of the size that was set</exception>
    /// <exception cref="DeviceException">the device refused</exception>
    public async Task<CameraImage> Read(Stream body, CancellationToken cancel)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            await ReadAll(body, piece, cancel);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"no JSON, or half of it: {e.Message}", e);
        }
        if (error != 0)
            throw new DeviceException(device, $"refused imagearray: {new AlpacaAnswer(200, error, AlpacaAnswer.Clean(words), null).Refusal}");
        if (x != width)
            throw new FormatException($"{x} columns; {width} were asked for");
        return new CameraImage(width, height, pixels);
    }

    private async Task ReadAll(Stream body, byte[] piece, CancellationToken cancel)
    {
        var (filled, state) = (0, default(JsonReaderState));
        try
        {
            while (true)
            {
                var come = await body.ReadAsync(piece.AsMemory(filled), cancel);
                filled += come;
                var used = Parse(piece.AsSpan(0, filled), come == 0, ref state);
                if (come == 0)
                    return;
                piece.AsSpan(used, filled - used).CopyTo(piece);
                filled -= used;
                if (filled == piece.Length)
                    piece = Larger(piece);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static byte[] Larger(byte[] piece)
    {
        if (piece.Length >= LongestPieceBytes)
            throw new FormatException("a text or number of over 1 MiB");
        var larger = ArrayPool<byte>.Shared.Rent(2 * piece.Length);
        piece.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(piece);
        return larger;
    }

    private int Parse(ReadOnlySpan<byte> text, bool last, ref JsonReaderState state)
    {
        var reader = new Utf8JsonReader(text, last, state);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                member = reader.GetString()!;
            else if (member == "Value")
                See(ref reader);
            else if (member == "ErrorNumber" && reader.TokenType == JsonTokenType.Number && !reader.TryGetInt64(out error))
                throw new FormatException("an ErrorNumber that is not whole");
            else if (member == "ErrorMessage" && reader.TokenType == JsonTokenType.String)
                words = reader.GetString()!;
        }
        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    /// <summary>Columns are at depth 2; what they have at 3 are pixels, or lists of their planes.</summary>
    private void See(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType, reader.CurrentDepth)
        {
            case (JsonTokenType.Number, 3): Pixel(Number(ref reader)); break;
            case (JsonTokenType.Number, 4): (sum, plane) = (sum + Number(ref reader), plane + 1); break;
            case (JsonTokenType.EndArray, 3):
                Pixel(sum / Math.Max(1, plane));
                (sum, plane) = (0, 0);
                break;
            case (JsonTokenType.EndArray, 2): EndColumn(); break;
            case (JsonTokenType.StartArray, <= 3) or (JsonTokenType.EndArray, 1) or (JsonTokenType.EndObject, 0): break;
            case (JsonTokenType.Null or JsonTokenType.Number or JsonTokenType.String or JsonTokenType.True or JsonTokenType.False, 1): break; // as beside an error
            default: throw new FormatException($"{reader.TokenType} at depth {reader.CurrentDepth} of an image");
        }
    }

    /// <summary>Whole numbers are read in a fraction of the time.</summary>
    private static double Number(ref Utf8JsonReader reader) => reader.TryGetInt32(out var whole) ? whole : reader.GetDouble();

    private void Pixel(double value)
    {
        if (y >= height)
            throw new FormatException($"over {y} pixels in column {x}; {height} were asked for");
        column[y++] = value;
    }

    private void EndColumn()
    {
        if (x >= width)
            throw new FormatException($"over {x} columns; {width} were asked for");
        if (y != height)
            throw new FormatException($"{y} pixels in column {x}; {height} were asked for");
        AlpacaColumns.Turn(MemoryMarshal.AsBytes(column.AsSpan()), new(0, 0, AlpacaElement.Double, width, height, 1), x, pixels);
        (x, y) = (x + 1, 0);
    }
}
