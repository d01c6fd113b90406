using Sync.Astro.Fits;

namespace Sync.Tests.Astro.Fits;

public sealed class CardTextTests
{
    [Theory]
    [InlineData(true, "FLAG    =                    T")]
    [InlineData(-42L, "FLAG    =                  -42")]
    [InlineData(299.5, "FLAG    =                299.5")]
    [InlineData(300.0, "FLAG    =                300.0")]
    [InlineData(1e-7, "FLAG    =              1.0E-07")]
    [InlineData("L", "FLAG    = 'L       '          ")]
    [InlineData("Barnard's", "FLAG    = 'Barnard''s'        ")]
    [InlineData("Hα 3 nm ☾", "FLAG    = 'Ha 3 nm ?'         ")]
    public void Values_stand_in_their_fixed_places(object value, string expected) =>
        Assert.Equal(expected, CardText.Format(new("FLAG", value, null)).TrimEnd().PadRight(30));

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1.7976931348623157E+308)]
    [InlineData(5e-324)]
    [InlineData(2461000.123456789)]
    [InlineData(1e20)]
    public void Numbers_keep_every_digit(double value) =>
        Assert.Equal(value, CardText.Parse(CardText.Format(new("VALUE", value, "comment"))).Value);

    [Fact]
    public void Whatever_is_too_long_is_cut_at_80_columns_and_still_reads()
    {
        for (var length = 60; length < 80; length++)
        {
            var text = new string('a', length) + "'''''''''";
            var card = CardText.Format(new("OBJECT", text, "a comment that has no room"));

            Assert.Equal(80, card.Length);
            var read = Assert.IsType<string>(CardText.Parse(card).Value);
            Assert.StartsWith(read, text);
            Assert.True(read.Length >= 63);
        }
    }

    [Theory]
    [InlineData("EXPTIME =               1.5D+02 / seconds", 150.0, "seconds")]
    [InlineData("GAIN    = 7", 7L, null)]
    [InlineData("OBJECT  = 'a / b   ' / c / d", "a / b", "c / d")]
    [InlineData("OBJECT  = ''", "", null)]
    [InlineData("UNDEF   =                      / nothing known", null, "nothing known")]
    [InlineData("HISTORY dark subtracted", null, "dark subtracted")]
    public void Cards_of_others_are_understood(string text, object? value, string? comment)
    {
        var card = CardText.Parse(text.PadRight(80));

        Assert.Equal(value, card.Value);
        Assert.Equal(comment, card.Comment);
    }
}
