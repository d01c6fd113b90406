using Sync.Script.Words;

namespace Sync.Tests.Script.Words;

public class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "night", 5)]
    [InlineData("night", "", 5)]
    [InlineData("NIGHT", "night", 0)]
    [InlineData("night", "nights", 1)]
    [InlineData("night", "nigt", 1)]
    [InlineData("night", "might", 1)]
    [InlineData("nigth", "night", 1)]
    [InlineData("ca", "abc", 2)] // what a restriction to single edits of a part would call 3
    [InlineData("a cat", "an act", 2)]
    [InlineData("kitten", "sitting", 3)]
    public void Slips_are_counted(string a, string b, int slips)
    {
        Assert.Equal(slips, EditDistance.Between(a, b));
        Assert.Equal(slips, EditDistance.Between(b, a));
    }
}
