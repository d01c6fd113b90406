using System.Buffers.Binary;

namespace Sync.Devices.Alpaca;

/// <summary>
/// What stands before the pixels of ImageBytes: eleven little-endian int32 (ASCOM Alpaca API, ImageBytes, version 1).
/// Pixels come column by column: x outside, y inside, and the planes of a pixel together.
/// </summary>
/// <param name="ErrorNumber">of Alpaca; the rest of the body is its message then</param>
/// <param name="Start">from the first byte of the body to the first pixel</param>
/// <param name="Element">how pixels are sent, which may change from frame to frame</param>
/// <param name="Width">of the first dimension</param>
/// <param name="Height">of the second</param>
/// <param name="Planes">of the third; 1 where there is none</param>
internal sealed record AlpacaImageHeader(int ErrorNumber, int Start, AlpacaElement Element, int Width, int Height, int Planes)
{
    public const int Length = 44;
    private const int LongestStart = 1 << 16;
    private const int MostPlanes = 4;

    public int PixelBytes => Planes * BytesOf(Element);

    public long BodyBytes => Start + ((long)Width * Height * PixelBytes);

    /// <exception cref="FormatException">no such header, or a frame that can't be; the message says what it was</exception>
    public static AlpacaImageHeader Read(ReadOnlySpan<byte> bytes, int widest, int highest)
    {
        var (version, error, start) = (Field(bytes, 0), Field(bytes, 1), Field(bytes, 4));
        if (version != 1)
            throw new FormatException($"version {version} of ImageBytes; 1 is read");
        if (start is < Length or > LongestStart)
            throw new FormatException($"pixels that start at {start}; {Length} to {LongestStart} is allowed");
        if (error != 0)
            return new(error, start, AlpacaElement.Byte, 0, 0, 1);
        var (element, rank, width, height) = ((AlpacaElement)Field(bytes, 6), Field(bytes, 7), Field(bytes, 8), Field(bytes, 9));
        if (!Enum.IsDefined(element))
            throw new FormatException($"pixels of element type {(int)element}; 1 to 9 is allowed");
        var planes = rank switch { 2 => 1, 3 => Field(bytes, 10), _ => throw new FormatException($"a frame of rank {rank}; 2 or 3 is allowed") };
        if (width < 1 || height < 1 || width > widest || height > highest || planes is < 1 or > MostPlanes)
            throw new FormatException($"a frame of {width} x {height} x {planes} pixels; 1 x 1 x 1 to {widest} x {highest} x {MostPlanes} is allowed");
        return new(0, start, element, width, height, planes);
    }

    private static int BytesOf(AlpacaElement element) => element switch
    {
        AlpacaElement.Byte => 1,
        AlpacaElement.Int16 or AlpacaElement.UInt16 => 2,
        AlpacaElement.Int32 or AlpacaElement.UInt32 or AlpacaElement.Single => 4,
        _ => 8,
    };

    private static int Field(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * index)..]);
}

/// <summary>ImageArrayElementTypes of ASCOM.</summary>
internal enum AlpacaElement
{
    Int16 = 1,
    Int32 = 2,
    Double = 3,
    Single = 4,
    UInt64 = 5,
    Byte = 6,
    Int64 = 7,
    UInt16 = 8,
    UInt32 = 9,
}
