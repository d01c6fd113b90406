using System.Text;
using Sync.Devices.Phd2;

namespace Sync.Tests.Devices.Phd2;

public sealed class Phd2LinesTests
{
    private readonly List<string> lines = [];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Pieces_of_any_size_make_the_same_lines(int size)
    {
        var sut = new Phd2Lines(lines.Add);
        foreach (var piece in "{\"a\":\"Bär\"}\r\n\r\n{\"b\":2}\n{\"half"u8.ToArray().Chunk(size))
            sut.Feed(piece);
        Assert.Equal(["{\"a\":\"Bär\"}", "{\"b\":2}"], lines);
    }

    [Fact]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var sut = new Phd2Lines(lines.Add);
        var piece = Encoding.ASCII.GetBytes(new string('x', 1 << 16));
        var e = Assert.Throws<Phd2ProtocolException>(() =>
        {
            for (var i = 0; i < 100; i++)
                sut.Feed(piece);
        });
        Assert.Equal("a line of over 262144 bytes", e.Message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_still_a_line()
    {
        new Phd2Lines(lines.Add).Feed([0xff, 0xfe, (byte)'\n']);
        Assert.Single(lines);
    }
}
