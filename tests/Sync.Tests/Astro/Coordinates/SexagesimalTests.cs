using Sync.Astro.Coordinates;

namespace Sync.Tests.Astro.Coordinates;

public sealed class SexagesimalTests
{
    [Theory]
    [InlineData(5.588139, "05 35 17.3")]
    [InlineData(23.9999999, "00 00 00.0")]
    [InlineData(-1, "23 00 00.0")]
    [InlineData(0.0166666, "00 01 00.0")]
    public void Hours_are_written_with_a_tenth_and_carry(double hours, string expected) =>
        Assert.Equal(expected, Sexagesimal.Hours(hours));

    [Theory]
    [InlineData(-5.391111, "-05 23 28")]
    [InlineData(-0.5, "-00 30 00")]
    [InlineData(-0.00001, "+00 00 00")]
    [InlineData(41.2690, "+41 16 08")]
    [InlineData(89.99999, "+90 00 00")]
    public void Degrees_are_written_with_their_sign_and_carry(double degrees, string expected) =>
        Assert.Equal(expected, Sexagesimal.Degrees(degrees));

    [Theory]
    [InlineData("05 35 17.3", 5.588139)]
    [InlineData("-05 23 28", -5.391111)]
    [InlineData("-00:30:00", -0.5)]
    [InlineData("5h35m17.3s", 5.588139)]
    [InlineData("+41° 16' 08\"", 41.268889)]
    [InlineData("83.5", 83.5)]
    [InlineData("−12 30", -12.5)]
    public void Many_ways_of_writing_are_read(string text, double expected) =>
        Assert.Equal(expected, Sexagesimal.Parse(text), 6);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1 2 3 4")]
    [InlineData("5 60 00")]
    [InlineData("5 -3 00")]
    [InlineData("1e3")]
    [InlineData("--5")]
    public void What_is_no_such_number_is_refused_with_its_text(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => Sexagesimal.Parse(text));

        Assert.Contains($"\"{text}\"", refusal.Message);
    }

    [Fact]
    public void No_number_is_not_written() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sexagesimal.Hours(double.NaN));
}
