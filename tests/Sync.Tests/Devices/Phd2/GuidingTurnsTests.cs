using Sync.Devices;
using Sync.Devices.Phd2;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Phd2;

public sealed class GuidingTurnsTests
{
    private readonly GuidingTurns sut = new();
    private readonly List<GuidingTurn> told = [];
    private DateTimeOffset now = Rehearsal.Evening;

    public GuidingTurnsTests()
    {
        sut.Turned += told.Add;
        sut.Begin();
        sut.End(guides: true, well: true);
    }

    [Fact]
    public void A_star_is_lost_after_three_frames_since_the_first_and_back_with_the_next()
    {
        See(Lost, Lost, Step, Lost, Lost, Lost, Lost, Step, Step);
        Assert.Equal([
            new(Rehearsal.Evening.AddSeconds(4), true, "its star is lost"),
            new(Rehearsal.Evening.AddSeconds(8), false, null)], told);
    }

    [Theory]
    [InlineData("Paused", "it was paused")]
    [InlineData("GuidingStopped", "it was stopped, and not from here")]
    [InlineData("StartCalibration", "it was set to calibrate, and not from here")]
    public void What_others_do_to_it_is_told_once(string name, string why)
    {
        See(new Phd2Event(name), new Phd2Event("LoopingExposuresStopped"));
        Assert.Equal((true, why), (told.Single().Lost, told.Single().Why));
    }

    [Fact]
    public void A_lost_line_is_told_and_its_return_with_a_step()
    {
        See(new Phd2Lost("it closed the connection"), new Phd2Version("2.6.13", 1), new Phd2StateTold(Phd2State.Guiding), Step);
        Assert.Equal([(true, "the connection is lost: it closed the connection"), (false, null)], told.Select(t => (t.Lost, t.Why)));
    }

    [Fact]
    public void A_move_tells_for_itself_and_ends_a_loss_when_it_ends_well()
    {
        See(Lost, Lost, Lost);
        sut.Begin();
        See(Step, Lost, Lost, Lost, new Phd2Event("GuidingStopped"));
        sut.End(guides: true, well: true);
        See(Step);
        Assert.Single(told);
    }

    [Fact]
    public void A_loss_outlives_a_move_that_failed()
    {
        See(Lost, Lost, Lost);
        sut.Begin();
        sut.End(guides: true, well: false);
        See(Step);
        Assert.Equal([true, false], told.Select(t => t.Lost));
    }

    [Fact]
    public void Nothing_is_lost_that_was_stopped_by_us()
    {
        sut.Begin();
        sut.End(guides: false, well: true);
        See(Lost, Lost, Lost, new Phd2Lost("gone"));
        Assert.Empty(told);
    }

    [Fact]
    public void A_stop_during_a_dither_leaves_nothing_to_be_lost()
    {
        sut.Begin();
        sut.Begin();
        sut.End(guides: false, well: true);
        See(Lost, Lost, Lost);
        sut.End(guides: null, well: false);
        See(new Phd2Lost("gone"));
        Assert.Empty(told);
    }

    private static Phd2Message Lost => new Phd2StarLost("low mass");

    private static Phd2Message Step => new Phd2GuideStep(0.1, 0.1, 0.1, 50);

    private void See(params Phd2Message[] messages)
    {
        foreach (var message in messages)
            sut.See(message, now += TimeSpan.FromSeconds(1));
    }
}
