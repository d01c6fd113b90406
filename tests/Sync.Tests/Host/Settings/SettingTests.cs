using Sync.Host.Settings;

namespace Sync.Tests.Host.Settings;

public class SettingTests
{
    [Theory]
    [InlineData("Night:MoveWithin", "00:12:00", true)]
    [InlineData("Night:MoveWithin", "1.00:12:00.5", true)]
    [InlineData("Night:MoveWithin", "12", false)] // twelve days to .NET
    [InlineData("Night:MoveWithin", "00:12", false)] // twelve minutes to .NET, twelve seconds to a person
    [InlineData("Night:MoveWithin", "00:12:60", false)]
    [InlineData("Night:DitherArcseconds", "8.5", true)]
    [InlineData("Night:DitherArcseconds", "8,5", false)]
    [InlineData("Night:DitherArcseconds", "NaN", false)]
    [InlineData("Grading:MinimumSamples", "3.5", false)]
    [InlineData("Grading:MinimumSamples", "0x3", false)]
    [InlineData("CameraAgent:MinimumFreeDiskBytes", "20000000000", true)]
    [InlineData("Health:Port", "20000000000", false)]
    [InlineData("Grading:Hfr:Enabled", "True", true)]
    [InlineData("Grading:Hfr:Enabled", "yes", false)]
    [InlineData("Broker:Password", "anything", true)]
    public void A_value_is_of_its_type(string name, string text, bool accepted) => Assert.Equal(accepted, KnownSettings.All[name].Accepts(text));

    [Fact]
    public void Names_are_known_in_any_case_and_groups_within_groups()
    {
        Assert.True(KnownSettings.All.ContainsKey("NIGHT:ATMOST"));
        Assert.Contains("grading:hfr", KnownSettings.Groups);
        Assert.Contains("Storage:Passwords", KnownSettings.Groups);
        Assert.Equal(["Scheduler", "Dither", "Grader"], KnownSettings.In("Storage:Passwords"));
    }
}
