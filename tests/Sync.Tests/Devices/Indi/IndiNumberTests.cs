using Sync.Devices.Indi;

namespace Sync.Tests.Devices.Indi;

public sealed class IndiNumberTests
{
    [Theory]
    [InlineData(" 5.5999999999999996447\n", 5.6)]
    [InlineData("1e-3", 0.001)]
    [InlineData("-12", -12)]
    [InlineData("5:36:00", 5.6)]
    [InlineData("-0:30", -0.5)]
    [InlineData("-10 30 36", -10.51)]
    [InlineData("+22;15", 22.25)]
    public void Decimal_and_sexagesimal_are_read(string text, double value) => Assert.Equal(value, IndiNumber.Parse(text), 12);

    [Theory]
    [InlineData("")]
    [InlineData("north")]
    [InlineData("1:2:3:4")]
    [InlineData("1:x")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => IndiNumber.Parse(text));

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1234.56789012345)]
    [InlineData(1e-9)]
    public void What_is_written_is_read_the_same(double value) => Assert.Equal(value, IndiNumber.Parse(IndiNumber.Format(value)));
}
