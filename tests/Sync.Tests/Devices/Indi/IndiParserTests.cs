using System.Text;
using Sync.Devices.Indi;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiParserTests
{
    private readonly List<IndiElement> came = [];
    private readonly IndiParser parser;

    public IndiParserTests() => parser = new IndiParser(came.Add);

    [Fact]
    public void An_element_is_handed_over_with_its_last_byte()
    {
        var bytes = Encoding.UTF8.GetBytes("<setNumberVector device=\"A\" name='N'>\n<oneNumber name=\"X\">\n1.2\n </oneNumber>\n</setNumberVector>");
        for (var i = 0; i < bytes.Length; i++)
        {
            Assert.Empty(came);
            parser.Feed(bytes.AsSpan(i, 1));
        }
        var child = Assert.Single(Assert.Single(came).Children);
        Assert.Equal(("A", "N", "X", "1.2"), (came[0]["device"], came[0]["name"], child["name"], child.Text));
    }

    [Fact]
    public void Two_elements_in_one_packet_come_in_order()
    {
        Feed("<message message='one'/>\n<message message='two'/><mess");
        Feed("age message='three'/>");
        Assert.Equal(["one", "two", "three"], came.Select(e => e["message"]));
    }

    [Fact]
    public void Entities_and_brackets_in_values_are_read()
    {
        Feed("<message message=\"a &lt;b&gt; &amp;amp; &quot;c&quot; &#233; 1 > 0\"/>");
        Feed("<t><oneText name='x'>R &amp; D</oneText></t>");
        Assert.Equal("a <b> &amp; \"c\" é 1 > 0", came[0]["message"]);
        Assert.Equal("R & D", came[1].Children[0].Text);
    }

    [Fact]
    public void A_declaration_a_comment_and_stray_text_are_passed_over()
    {
        Feed("<?xml version=\"1.0\"?>stray<!-- it's <a> \"comment --><x/>");
        Assert.Equal("x", Assert.Single(came).Tag);
    }

    [Theory]
    [InlineData("<a></b>")]
    [InlineData("</a>")]
    [InlineData("<a b=c>")]
    [InlineData("<>")]
    [InlineData("<a><a><a><a><a><a><a><a><a>")]
    public void What_is_no_INDI_is_refused(string text) => Assert.Throws<IndiProtocolException>(() => Feed(text));

    [Fact]
    public void Endless_tags_and_texts_are_refused_before_they_fill_the_memory()
    {
        Assert.Throws<IndiProtocolException>(() => Feed("<a b=\"" + new string('x', 1 << 17)));
        Assert.Throws<IndiProtocolException>(() => new IndiParser(came.Add).Feed(Encoding.UTF8.GetBytes("<a>" + new string('x', 1 << 21))));
    }

    [Fact]
    public void Endless_members_are_refused_before_they_fill_the_memory()
    {
        Feed("<setTextVector>");
        Assert.Throws<IndiProtocolException>(() =>
        {
            for (var i = 0; i < 100_000; i++)
                Feed("<oneText name='x'>" + new string('x', 200) + "</oneText>");
        });
    }

    [Fact]
    public void What_a_BLOB_claims_is_given_no_room()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed("<setBLOBVector><oneBLOB size=\"1000000000\">AQID");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        Assert.Contains("size \"10000000000\"", Assert.Throws<IndiProtocolException>(() => new IndiParser(came.Add).Feed("<setBLOBVector><oneBLOB size=\"10000000000\">"u8)).Message);
    }

    [Fact]
    public void A_large_BLOB_is_whole()
    {
        var bytes = new byte[9_000_001];
        new Random(2).NextBytes(bytes);
        Feed(Blob(bytes.Length, Convert.ToBase64String(bytes)));
        Assert.Equal(bytes, came[0].Children[0].Blob);
    }

    [Theory]
    [InlineData("<setBLOBVector><oneBLOB size='300'>AQID")]
    [InlineData("<setNumberVector><oneNumber>1")]
    [InlineData("<setNumberVector>")]
    public void What_was_left_half_said_is_noticed_when_the_next_begins(string half)
    {
        Feed(half);
        Assert.Throws<IndiProtocolException>(() => Feed("<defSwitchVector device='A' name='CONNECTION'><defSwitch name='CONNECT'>Off</defSwitch></defSwitchVector>"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1 << 16)]
    public void A_BLOB_in_many_packets_with_white_space_is_decoded(int packet)
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        var xml = Encoding.UTF8.GetBytes(Blob(bytes.Length, Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)));
        foreach (var piece in xml.Chunk(packet))
            parser.Feed(piece);
        Assert.Equal(bytes, Assert.Single(came).Children[0].Blob);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_last_bytes_of_a_BLOB_are_neither_lost_nor_invented(int length)
    {
        var bytes = Enumerable.Range(200, length).Select(i => (byte)i).ToArray();
        Feed(Blob(length, Convert.ToBase64String(bytes)));
        Assert.Equal(bytes, came[0].Children[0].Blob);
    }

    [Fact]
    public void A_BLOB_shorter_than_said_is_handed_over_as_short_as_it_is()
    {
        Feed(Blob(9, Convert.ToBase64String([1, 2, 3])));
        Assert.Equal([1, 2, 3], came[0].Children[0].Blob!);
    }

    [Theory]
    [InlineData("2", "AQID")]
    [InlineData("3", "AQ*D")]
    [InlineData("-3", "AQID")]
    [InlineData("2000000000", "AQID")]
    [InlineData("", "AQID")]
    public void A_BLOB_that_is_longer_than_said_or_no_base64_is_refused(string size, string text) =>
        Assert.Throws<IndiProtocolException>(() => Feed(Blob(size, text)));

    private static string Blob(object size, string text) =>
        $"<setBLOBVector device=\"A\" name=\"CCD1\">\n    <oneBLOB name=\"CCD1\" size=\"{size}\" format=\".fits\">\n{text}\n    </oneBLOB>\n</setBLOBVector>\n";

    private void Feed(string text) => parser.Feed(Encoding.UTF8.GetBytes(text));
}
