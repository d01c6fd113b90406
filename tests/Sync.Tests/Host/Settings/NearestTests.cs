using Sync.Host.Settings;

namespace Sync.Tests.Host.Settings;

public class NearestTests
{
    [Theory]
    [InlineData("Night:DitherArcsecond", "Night:DitherArcseconds")]
    [InlineData("night:ditherarcsecs", "Night:DitherArcseconds")]
    [InlineData("Nigth:AtMost", "Night:AtMost")]
    [InlineData("Rounds:DitherArcseconds", "Night:DitherArcseconds")]
    [InlineData("DitherArcseconds", "Night:DitherArcseconds")]
    [InlineData("Night:Dither:Arcseconds", "Night:DitherArcseconds")]
    [InlineData("Night:Dither", "Night:DitherArcseconds")]
    [InlineData("Grading:HfrSigmas", "Grading:Hfr:Sigmas")]
    [InlineData("Grading:Hfr:Sigma", "Grading:Hfr:Sigmas")]
    [InlineData("CameraAgent:MinimumFreeDisk", "CameraAgent:MinimumFreeDiskBytes")]
    [InlineData("ConnectionString:Broker", "ConnectionStrings:Broker")]
    [InlineData("Web:Pasword", "Web:Password")]
    [InlineData("Broker:Pasword", "Broker:Password")]
    public void What_was_meant_is_found(string written, string meant) => Assert.Equal(meant, Nearest.Of(written, KnownSettings.All.Keys));

    [Theory]
    [InlineData("Night:Weather")]
    [InlineData("Telescope:Focus")]
    [InlineData("Night")]
    [InlineData("Night:")]
    [InlineData("")]
    public void Nothing_is_made_up(string written) => Assert.Null(Nearest.Of(written, KnownSettings.All.Keys));
}
