using Sync.Devices.Phd2;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Phd2;

public sealed class GuideLogTests
{
    private static readonly DateTimeOffset Start = Rehearsal.Evening;
    private readonly GuideLog sut = new();

    /// <summary>The figures were computed apart from this program, from the recording's 29 steps at 1.93373 arcseconds a pixel.</summary>
    [Fact]
    public void The_rms_of_a_recorded_session_is_as_computed_elsewhere()
    {
        Record("16-dither-sequence");
        var all = sut.Over(Start, Start.AddDays(1), withSettling: true)!;
        Assert.Equal((29, 26), (all.Steps, all.SettlingFrames));
        Assert.Equal(2.300665, all.RightAscensionRmsArcseconds, 6);
        Assert.Equal(1.933211, all.DeclinationRmsArcseconds, 6);
        Assert.Equal(double.Hypot(2.300665, 1.933211), all.TotalRmsArcseconds, 6);
        Assert.Equal(12.254934, all.PeakArcseconds, 6);
        Assert.Equal(0.509326, all.OffsetArcseconds, 6);
    }

    [Fact]
    public void Steps_of_settles_do_not_count_unless_asked_for()
    {
        Record("16-dither-sequence");
        var calm = sut.Over(Start, Start.AddDays(1))!;
        Assert.Equal(3, calm.Steps);
        Assert.Equal(0.035104, calm.RightAscensionRmsArcseconds, 6);
        Assert.Equal(0.027453, calm.DeclinationRmsArcseconds, 6);
        Assert.Equal(0.221663, calm.PeakArcseconds, 6);
    }

    [Fact]
    public void Frames_without_the_star_are_counted_apart()
    {
        Record("09-star-lost-recovered");
        var told = sut.Over(Start, Start.AddDays(1))!;
        Assert.Equal((6, 21), (told.Steps, told.LostFrames));
    }

    [Fact]
    public void An_interval_has_its_first_instant_and_not_its_last()
    {
        for (var i = 0; i < 10; i++)
            sut.Add(Step(Start.AddSeconds(i), i));
        var told = sut.Over(Start.AddSeconds(2), Start.AddSeconds(4))!;
        Assert.Equal((2, 3 * 2.0), (told.Steps, told.PeakArcseconds));
        Assert.Equal(1, told.RightAscensionRmsArcseconds, 9);
        Assert.Null(sut.Over(Start.AddSeconds(20), Start.AddSeconds(30)));
        Assert.Null(sut.Over(Start.AddSeconds(4), Start.AddSeconds(2)));
    }

    [Fact]
    public void A_step_of_unknown_scale_has_no_arcseconds()
    {
        sut.Add(Step(Start, 1) with { PixelArcseconds = null });
        Assert.Null(sut.Over(Start, Start.AddDays(1)));
    }

    [Fact]
    public void The_oldest_go_when_it_is_full()
    {
        var small = new GuideLog(capacity: 100);
        for (var i = 0; i < 1000; i++)
            small.Add(Step(Start.AddSeconds(i), 0));
        Assert.Equal(100, small.Count);
        Assert.Equal(Start.AddSeconds(900), small.Between(Start, Start.AddDays(1))[0].At);
    }

    private static GuideStep Step(DateTimeOffset at, double ra) => new(at, ra, 0, 2, HasStar: true, Settling: false);

    private void Record(string session)
    {
        var picture = Phd2Picture.Nothing with { PixelArcseconds = 1.93373 };
        var at = Start;
        foreach (var message in Phd2Session.Said(session).Select(Phd2Reading.Read))
        {
            if (GuideStep.Of(message, picture, at = at.AddSeconds(1)) is { } step)
                sut.Add(step);
            picture = picture.After(message);
        }
    }
}
