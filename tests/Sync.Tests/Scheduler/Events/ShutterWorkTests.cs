using Sync.Contracts;
using Sync.Scheduler.Events;

namespace Sync.Tests.Scheduler.Events;

public class ShutterWorkTests
{
    private static readonly FlatLevel Level = new() { Adu = 30000, TolerancePercent = 10, Shortest = TimeSpan.FromSeconds(0.1), Longest = TimeSpan.FromSeconds(20) };
    private static readonly ShutterJob Darks = new() { Work = SlotWork.Dark, Exposure = TimeSpan.FromSeconds(300), Frames = 10 };
    private static readonly ShutterJob Flats = new() { Work = SlotWork.Flat, Filter = "L", Frames = 30, Level = Level, PanelPercent = 40 };

    [Fact]
    public void No_round_is_longer_than_ten_minutes_but_for_a_single_exposure()
    {
        Assert.Equal((1, 300), Next(Darks, readout: 5)); // two would be read out beyond it
        Assert.Equal((6, 565), Next(Darks with { Exposure = TimeSpan.FromSeconds(90) }, readout: 5));
        Assert.Equal((1, 1800), Next(Darks with { Exposure = TimeSpan.FromMinutes(30) }, readout: 5));
    }

    [Fact]
    public void What_was_not_taken_is_asked_again_and_no_more()
    {
        var left = Work(Darks).After(Taken(4), isThere: true);
        Assert.Equal(6, left.Jobs[0].Frames);
        Assert.Empty(left.After(Taken(6), isThere: true).Jobs);
    }

    [Fact]
    public void Flats_are_measured_out_first_and_those_of_the_sky_again_and_again()
    {
        Assert.Equal(SlotWork.MeterFlat, Flats.Next(null).Slot.Work);
        var (panel, sky) = (Work(Flats).After(Found(2), true), Work(Flats with { PanelPercent = null }).After(Found(2), true));
        Assert.Equal((SlotWork.Flat, 30), (panel.Jobs[0].Next(null).Slot.Work, panel.Jobs[0].Next(null).Slot.Frames));
        Assert.Equal(5, sky.Jobs[0].Next(null).Slot.Frames);
        Assert.Equal((SlotWork.Flat, SlotWork.MeterFlat), (panel.After(Taken(5), true).Jobs[0].Next(null).Slot.Work, sky.After(Taken(5), true).Jobs[0].Next(null).Slot.Work));
    }

    [Fact]
    public void What_fails_twice_in_a_row_is_given_up_and_what_comes_next_is_done()
    {
        var once = Work(Flats, Darks).After(Failed, isThere: true);
        Assert.Equal((2, 1), (once.Jobs.Count, once.InVain));
        var twice = once.After(Failed, isThere: true);
        Assert.Equal((Darks, 0, "flats through L: too dark"), (Assert.Single(twice.Jobs), twice.InVain, Assert.Single(twice.Troubles)));
    }

    [Fact]
    public void A_camera_that_is_gone_is_not_tried_again() => Assert.Equal(
        "30 flats through L, 10 darks of 300 s were not taken: too dark", Assert.Single(Work(Flats, Darks).After(Failed, isThere: false).Troubles));

    private static ShutterWork Work(params ShutterJob[] jobs) => new(0, "a", DateTimeOffset.MaxValue, jobs);

    private static (int Frames, double Seconds) Next(ShutterJob job, double readout)
    {
        var (slot, window) = job.Next(TimeSpan.FromSeconds(readout));
        return (slot.Frames, window.TotalSeconds);
    }

    private static CameraOutcome Taken(int frames) => new() { Camera = "a", End = SlotEnd.Taken, Frames = frames, Reason = null };

    private static CameraOutcome Found(double seconds) => Taken(0) with { FlatExposure = TimeSpan.FromSeconds(seconds) };

    private static CameraOutcome Failed => new() { Camera = "a", End = SlotEnd.Aborted, Frames = 0, Reason = "too dark" };
}
