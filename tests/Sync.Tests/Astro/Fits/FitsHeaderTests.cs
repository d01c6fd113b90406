using Sync.Astro.Fits;

namespace Sync.Tests.Astro.Fits;

public sealed class FitsHeaderTests
{
    [Fact]
    public void Values_come_back_with_their_type()
    {
        var header = new FitsHeader()
            .Set("OBJECT", "M 31").Set("FLIPPED", true).Set("GAIN", 100).Set("EXPTIME", 299.5)
            .Set("DATE-OBS", new DateTimeOffset(2026, 1, 2, 4, 4, 5, 678, TimeSpan.FromHours(1)));

        Assert.Equal("M 31", header.Text("OBJECT"));
        Assert.True(header.Logical("FLIPPED"));
        Assert.Equal(100, header.Whole("GAIN"));
        Assert.Equal(100.0, header.Number("GAIN"));
        Assert.Equal(299.5, header.Number("EXPTIME"));
        Assert.Equal("2026-01-02T03:04:05.678", header.Text("DATE-OBS"));
    }

    [Fact]
    public void What_is_missing_or_of_another_type_is_null()
    {
        var header = new FitsHeader().Set("OBJECT", "M 31").Set("EXPTIME", 299.5);

        Assert.Null(header.Text("EXPTIME"));
        Assert.Null(header.Number("OBJECT"));
        Assert.Null(header.Whole("EXPTIME"));
        Assert.Null(header.Logical("OBJECT"));
        Assert.Null(header.Text("FILTER"));
    }

    [Fact]
    public void Unknown_values_leave_no_card()
    {
        var header = new FitsHeader()
            .Set("FILTER", (string?)null).Set("GAIN", (int?)null).Set("AIRMASS", double.PositiveInfinity)
            .Set("FOCTEMP", double.NaN).Set("DATE-OBS", (DateTimeOffset?)null);

        Assert.Empty(header);
    }

    [Fact]
    public void Setting_again_replaces_in_place_but_remarks_add_up()
    {
        var header = new FitsHeader()
            .Set("OBJECT", "M 31").Set("GAIN", 1).Set("OBJECT", "M 33").Set("HISTORY", "first").Set("HISTORY", "second");

        Assert.Equal(["OBJECT", "GAIN", "HISTORY", "HISTORY"], header.Select(card => card.Keyword));
        Assert.Equal("M 33", header.Text("OBJECT"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("object")]
    [InlineData("TOOLONGER")]
    [InlineData("DATE OBS")]
    [InlineData("ÄRA")]
    [InlineData("END")]
    [InlineData("CONTINUE")]
    public void A_malformed_keyword_is_refused(string keyword)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new FitsHeader().Set(keyword, 1));

        Assert.Contains($"\"{keyword}\"", refusal.Message);
    }
}
