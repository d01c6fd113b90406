using System.Buffers.Binary;
using System.Text;
using Sync.Astro.Fits;

namespace Sync.Tests.Astro.Fits;

public sealed class FitsReaderTests
{
    [Theory]
    [InlineData(8, new byte[] { 0, 1, 255, 7 }, new[] { 10f, 12, 520, 24 })]
    [InlineData(16, new byte[] { 0xFF, 0xFF, 0, 1, 0x7F, 0xFF, 0x80, 0 }, new[] { 8f, 12, 65544, -65526 })]
    [InlineData(32, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0 }, new[] { 8f, 12, 131082, 10 })]
    public void Whole_numbers_are_scaled(int bitPix, byte[] stored, float[] expected)
    {
        var image = FitsReader.Read(File($"BITPIX  = {bitPix}", "NAXIS   = 2", "NAXIS1  = 2", "NAXIS2  = 2", "BZERO   = 10.", "BSCALE  = 2.", stored));

        Assert.Equal(expected, image.Pixels);
    }

    [Fact]
    public void Floats_of_both_sizes_are_read()
    {
        var (singles, doubles) = (new byte[8], new byte[16]);
        BinaryPrimitives.WriteSingleBigEndian(singles, 1.5f);
        BinaryPrimitives.WriteSingleBigEndian(singles.AsSpan(4), -2e10f);
        BinaryPrimitives.WriteDoubleBigEndian(doubles, 1.5);
        BinaryPrimitives.WriteDoubleBigEndian(doubles.AsSpan(8), -2e10);

        Assert.Equal([1.5f, -2e10f], FitsReader.Read(File("BITPIX  = -32", "NAXIS   = 2", "NAXIS1  = 2", "NAXIS2  = 1", singles)).Pixels);
        Assert.Equal([1.5f, -2e10f], FitsReader.Read(File("BITPIX  = -64", "NAXIS   = 2", "NAXIS1  = 2", "NAXIS2  = 1", doubles)).Pixels);
    }

    [Fact]
    public void Blank_pixels_are_not_numbers() =>
        Assert.Equal(
            [float.NaN, 1f],
            FitsReader.Read(File("BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 2", "NAXIS2  = 1", "BLANK   = 0", new byte[] { 0, 1 })).Pixels);

    [Fact]
    public void Of_three_planes_the_first_is_taken()
    {
        var image = FitsReader.Read(File(
            "BITPIX  = 8", "NAXIS   = 3", "NAXIS1  = 2", "NAXIS2  = 1", "NAXIS3  = 3", new byte[] { 1, 2, 3, 4, 5, 6 }));

        Assert.Equal([1f, 2f], image.Pixels);
    }

    [Fact]
    public void A_long_text_goes_on_in_the_next_card()
    {
        var header = FitsReader.ReadHeader(File("BITPIX  = 8", "NAXIS   = 0", "STORY   = 'one &'", "CONTINUE  'two &'", "CONTINUE  'three' / end", Array.Empty<byte>()));

        Assert.Equal("one two three", header.Text("STORY"));
    }

    [Theory]
    [InlineData("BITPIX  = 64", "NAXIS   = 2", "NAXIS1  = 1", "NAXIS2  = 1", "BITPIX 64")]
    [InlineData("BITPIX  = 8", "NAXIS   = 1", "NAXIS1  = 8", "OBJECT  = ''", "has 1 axes (8)")]
    [InlineData("BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 0", "NAXIS2  = 5", "no pixels: it is 0 x 5")]
    [InlineData("BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = -4", "NAXIS2  = -4", "no pixels: it is -4 x -4")]
    [InlineData("BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 9000000000", "NAXIS2  = 9000000000", "larger than the limit of 250000000")]
    [InlineData("BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 15812", "NAXIS2  = 15812", "larger than the limit of 250000000")]
    [InlineData("BITPIX  = -64", "NAXIS   = 2", "NAXIS1  = 15000", "NAXIS2  = 15000", "truncated: 2880 of 1800000000 bytes")]
    [InlineData("BITPIX  = 8", "NAXIS   = 0", "OBJECT  = ''", "GAIN    = 1", "no image in its primary part")]
    public void What_cannot_be_read_is_refused_in_one_sentence(string a, string b, string c, string d, string expected)
    {
        var refusal = Assert.Throws<FitsException>(() => FitsReader.Read(File(a, b, c, d, new byte[] { 1 })));

        Assert.Contains(expected, refusal.Message);
        Assert.EndsWith(".", refusal.Message);
    }

    [Fact]
    public void A_limit_of_the_callers_holds() =>
        Assert.Throws<FitsException>(() =>
            FitsReader.Read(File("BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 10", "NAXIS2  = 10", new byte[100]), pixelLimit: 99));

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        using var whole = new MemoryStream();
        FitsWriter.Write(whole, new FitsHeader(), new ushort[5000], 100, 50);
        foreach (var length in new[] { 80, 2879, 2880, 2881, 12879 })
        {
            var refusal = Assert.Throws<FitsException>(() => FitsReader.Read(new MemoryStream(whole.ToArray(), 0, length)));
            Assert.Contains("truncated", refusal.Message);
        }

        Assert.Equal(5000, FitsReader.Read(new MemoryStream(whole.ToArray(), 0, 12880)).Pixels.Length);
    }

    [Fact]
    public void A_truncated_stream_that_cannot_seek_is_refused_too()
    {
        using var whole = new MemoryStream();
        FitsWriter.Write(whole, new FitsHeader(), new ushort[5000], 100, 50);
        using var packed = new MemoryStream();
        using (var packer = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            packer.Write(whole.ToArray(), 0, 9000);
        }

        packed.Position = 0;
        using var pipe = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress);
        var refusal = Assert.Throws<FitsException>(() => FitsReader.Read(pipe));
        Assert.Contains("truncated: 6120 of 10000 bytes", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("SIMPLE")]
    public void What_is_not_FITS_is_called_so(string content)
    {
        var refusal = Assert.Throws<FitsException>(() => FitsReader.Read(new MemoryStream(Encoding.ASCII.GetBytes(content))));

        Assert.Contains("not a FITS file", refusal.Message);
    }

    [Fact]
    public void A_header_without_end_does_not_read_on_for_ever()
    {
        var endless = Enumerable.Repeat("SIMPLE  =                    T".PadRight(80), 36 * 1001);

        var refusal = Assert.Throws<FitsException>(() => FitsReader.ReadHeader(new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(endless)))));

        Assert.Contains("no END", refusal.Message);
    }

    [Fact]
    public void A_compressed_image_is_refused_by_name()
    {
        var primary = File("BITPIX  = 8", "NAXIS   = 0", "EXTEND  = T", Array.Empty<byte>()).ToArray();
        var table = Block("XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 8", "NAXIS2  = 1", "ZIMAGE  = T");

        var refusal = Assert.Throws<FitsException>(() => FitsReader.Read(new MemoryStream([.. primary, .. table])));

        Assert.Contains("tile-compressed", refusal.Message);
    }

    [Fact]
    public void A_tables_extension_is_no_start_of_a_file()
    {
        var refusal = Assert.Throws<FitsException>(() => FitsReader.Read(new MemoryStream(Block("XTENSION= 'BINTABLE'"))));

        Assert.Contains("not SIMPLE = T", refusal.Message);
    }

    /// <summary>A file of some cards, and of pixels at the end.</summary>
    private static MemoryStream File(params object[] parts)
    {
        var cards = parts[..^1].Cast<string>().Prepend("SIMPLE  =                    T");
        var pixels = (byte[])parts[^1];
        var padded = new byte[(pixels.Length + 2879) / 2880 * 2880];
        pixels.CopyTo(padded, 0);
        return new([.. Block([.. cards]), .. padded]);
    }

    private static byte[] Block(params string[] cards)
    {
        var text = string.Concat(cards.Append("END").Select(card => card.PadRight(80)));
        return Encoding.ASCII.GetBytes(text.PadRight((text.Length + 2879) / 2880 * 2880));
    }
}
