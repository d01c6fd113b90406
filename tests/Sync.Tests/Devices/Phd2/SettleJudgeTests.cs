using Sync.Devices;
using Sync.Devices.Phd2;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Phd2;

public sealed class SettleJudgeTests
{
    private static readonly Settle Settle = new(1.5, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40));
    private static readonly Phd2Message Begin = new Phd2Event("SettleBegin");
    private static readonly Phd2Message Done = new Phd2SettleDone(null, 8, 0);
    private readonly SettleJudge sut = new(Settle, "dither", new GuidePace(TimeSpan.FromSeconds(1)), Rehearsal.Evening);
    private DateTimeOffset now = Rehearsal.Evening;

    [Fact]
    public void A_done_before_our_order_was_taken_is_of_somebody_else()
    {
        Assert.Equal(Verdict.Open, See(Done));
        Assert.Equal(Verdict.Open, See(new Phd2Accepted("set_lock_position")));
        Assert.Equal(Verdict.Open, See(new Phd2SettleDone("Guiding stopped", 0, 0)));
        See(new Phd2Accepted("dither"));
        Assert.Equal(Verdict.Settled, See(Done));
    }

    [Fact]
    public void A_small_distance_without_the_star_settles_nothing()
    {
        See(Begin);
        for (var i = 0; i < 20; i++)
            Assert.Equal(Verdict.Open, See(new Phd2Settling(0.02, StarLocked: false), 1));
        Assert.Equal(Verdict.Open, See(Done));
        for (var i = 0; i < 5; i++)
            Assert.Equal(Verdict.Open, See(Step(0.1), 1));
        Assert.Equal(Verdict.Settled, See(Step(0.1), 1));
    }

    [Fact]
    public void A_star_lost_at_the_beginning_does_not_matter_at_the_end()
    {
        See(Begin);
        See(new Phd2StarLost("low mass"), 1);
        See(Step(0.3), 1);
        Assert.Equal(Verdict.Settled, See(Done, 6));
    }

    /// <summary>PHD2 smooths over the jump of a lock position, which a dither of its own adds at once.</summary>
    [Fact]
    public void A_jump_of_the_lock_position_counts_though_phd2_smooths_it_away()
    {
        var judge = new SettleJudge(Settle, "guide", new GuidePace(TimeSpan.FromSeconds(1)), now) { JumpPixels = 3 };
        judge.See(Begin, now);
        for (var i = 0; i < 6; i++)
            judge.See(Step(3), now += TimeSpan.FromSeconds(1));
        Assert.Equal(Verdict.Open, judge.See(Done, now));
        var calm = 0;
        while (judge.See(Step(0.1), now += TimeSpan.FromSeconds(1)) == Verdict.Open)
            calm++;
        Assert.InRange(calm, 5, 9);
    }

    [Theory]
    [InlineData("timed-out waiting for guider to settle", 84, "timed-out waiting for guider to settle (84 of 90 frames without the star)")]
    [InlineData("Guiding stopped", 0, "Guiding stopped")]
    public void Failures_keep_the_words_of_phd2(string error, int dropped, string told)
    {
        See(Begin);
        Assert.Equal(told, See(new Phd2SettleDone(error, 90, dropped)).Failure);
    }

    [Fact]
    public void A_failed_calibration_ends_it_though_no_done_comes()
    {
        See(new Phd2Accepted("dither"));
        See(new Phd2Alert("RA Calibration Failed: star did not move enough"));
        Assert.Contains("calibration failed: star did not move", See(new Phd2CalibrationFailed("star did not move")).Failure);
    }

    [Fact]
    public void Without_a_frame_there_is_an_end_of_our_own()
    {
        Assert.Equal(now + TimeSpan.FromSeconds(33), sut.Until);
        See(new Phd2Event("LoopingExposures"), 20);
        Assert.Equal(now + TimeSpan.FromSeconds(33), sut.Until);
        Assert.Contains("no frame of the guide camera for 33 s", sut.WhyLate);
        See(Begin, 1);
        Assert.Equal(now + TimeSpan.FromSeconds(45), sut.Until);
        See(new Phd2Event("Paused"), 1);
        Assert.Equal("it did not settle within 40 s, and PHD2 did not say so, paused as it is", sut.WhyLate);
    }

    [Fact]
    public void A_calibration_without_an_end_has_one_of_our_own()
    {
        for (var i = 0; i < 70; i++)
            See(new Phd2Event("Calibrating"), 10);
        Assert.True(sut.Until < now);
        Assert.Equal("it did not guide within 10 minutes", sut.WhyLate);
    }

    [Fact]
    public void A_lost_line_ends_it() => Assert.Contains("lost the connection: gone", See(new Phd2Lost("gone")).Failure);

    private static Phd2GuideStep Step(double pixels) => new(pixels, 0, pixels, 50);

    private Verdict See(Phd2Message message, double afterSeconds = 0) => sut.See(message, now += TimeSpan.FromSeconds(afterSeconds));
}
