using Sync.Devices.Phd2;

namespace Sync.Tests.Devices.Phd2;

public sealed class Phd2ReadingTests
{
    public static TheoryData<string> Sessions => new(
        "01-connect", "03-guide-calibrate-settle", "04-dither-5px-settled", "05-dither-settle-timeout", "06-dither-during-settling", "07-two-clients",
        "09-star-lost-recovered", "11-stop-during-settle", "13-calibration-failed", "15-fast-profile-guide-from-scratch", "16-dither-sequence",
        "21-indi-guide-from-connected", "22-stop-disconnect-shutdown");

    [Theory]
    [MemberData(nameof(Sessions))]
    public void Every_line_of_a_real_session_is_understood(string session) =>
        Assert.All(Phd2Session.Said(session), line => Assert.IsNotType<Phd2Garbage>(Phd2Reading.Read(line)));

    [Fact]
    public void A_saturated_star_is_a_star() => Assert.Equal(
        new Phd2GuideStep(-0.123, 0.224, 1.24, 95.20),
        Phd2Reading.Read("""{"Event":"GuideStep","Frame":3,"RADistanceRaw":-0.123,"DECDistanceRaw":0.224,"SNR":95.20,"AvgDist":1.24,"ErrorCode":1}"""));

    [Fact]
    public void A_settle_that_failed_says_why() => Assert.Equal(
        new Phd2SettleDone("timed-out waiting for guider to settle", 90, 84),
        Phd2Reading.Read("""{"Event":"SettleDone","Status":1,"Error":"timed-out waiting for guider to settle","TotalFrames":90,"DroppedFrames":84}"""));

    [Fact]
    public void Refusals_keep_their_words() => Assert.Equal(
        new Phd2Refusal(1, "Dither error"),
        Assert.IsType<Phd2Reply>(Phd2Reading.Read("""{"jsonrpc":"2.0","error":{"code":1,"message":"Dither error"},"id":7}""")).Refusal);

    [Fact]
    public void What_is_new_to_us_is_an_event_of_that_name() =>
        Assert.Equal(new Phd2Event("Unheard"), Phd2Reading.Read("""{"Event":"Unheard","Strange":[1,2]}"""));

    [Theory]
    [InlineData("this is not json")]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("""{"Event":"GuideStep","Frame":3""")]
    [InlineData("""[{"jsonrpc":"2.0","result":"Stopped","id":101},{"jsonrpc":"2.0","result":true,"id":102}]""")]
    [InlineData("""{"jsonrpc":"2.0","result":"Stopped","id":"abc"}""")]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":-32700,"message":"invalid JSON request"},"id":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"Event":"GuideStep","RADistanceRaw":"far","DECDistanceRaw":0,"AvgDist":1}""")]
    [InlineData("""{"Event":"GuideStep","RADistanceRaw":nan,"DECDistanceRaw":0,"AvgDist":1}""")]
    [InlineData("""{"Event":"GuideStep","RADistanceRaw":1e300,"DECDistanceRaw":0,"AvgDist":1}""")]
    [InlineData("""{"Event":"Settling","Distance":0.02}""")]
    [InlineData("""{"Event":"AppState","State":"Unknown"}""")]
    [InlineData("""{"Event":"SettleDone","Status":"ok"}""")]
    [InlineData("""{"Event":5}""")]
    [InlineData("null")]
    [InlineData("\0\0\0")]
    public void What_can_not_be_is_garbage_with_a_reason(string line) =>
        Assert.NotEmpty(Assert.IsType<Phd2Garbage>(Phd2Reading.Read(line)).Why);

    [Fact]
    public void Garbage_is_quoted_in_short() => Assert.Equal(101, Assert.IsType<Phd2Garbage>(Phd2Reading.Read(new string('x', 100_000))).Line.Length);
}
