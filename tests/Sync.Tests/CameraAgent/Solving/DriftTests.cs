using Microsoft.Extensions.Logging.Abstractions;
using Sync.Astro.Coordinates;
using Sync.CameraAgent;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Solving;
using Sync.Devices;

namespace Sync.Tests.CameraAgent.Solving;

/// <summary>A camera that solves every third of its saved frames, of 60 s and binned twice.</summary>
public class DriftTests
{
    private static readonly Guid Night = Guid.NewGuid();
    private readonly FakeTime time = new();
    private readonly ScriptedField field = new();
    private readonly DriftWatch watch;

    public DriftTests() => watch = Watch(3);

    [Fact]
    public async Task It_solves_the_first_frame_and_then_every_third_and_tells_how_far_that_is_from_the_first()
    {
        await Frames(3);
        Assert.Equal((1, null), (field.Plates.Count, watch.Drift));
        field.AwayArcseconds = 25;
        await Frames(1);
        Assert.Equal((2, Night, 4), (field.Plates.Count, watch.Drift!.NightId, watch.Drift.PointedEpoch));
        Assert.Equal(25, watch.Drift.Arcseconds, 0.01);
        field.AwayArcseconds = 40;
        await Frames(2);
        Assert.Equal(25, watch.Drift.Arcseconds, 0.01);
        await Frames(1);
        Assert.Equal(40, watch.Drift.Arcseconds, 0.01);
        Assert.All(field.Plates, p => Assert.Equal(3.88, p.PixelArcseconds, 0.01)); // binned as it was taken
    }

    [Fact]
    public async Task Pointed_anew_it_begins_anew_and_says_nothing_until_it_knows()
    {
        await Frames(4);
        field.AwayArcseconds = 25;
        await Frames(1, pointed: 9);
        Assert.Null(watch.Drift);
        field.AwayArcseconds = 30;
        await Frames(3, pointed: 9);
        Assert.Equal(9, watch.Drift!.PointedEpoch);
        Assert.Equal(5, watch.Drift.Arcseconds, 0.01);
    }

    [Fact]
    public async Task The_field_that_was_solved_under_a_hold_is_where_it_begins()
    {
        watch.Learn(Order(4), new Equatorial(0.7123, 41.269 + (60 / 3600.0)));
        field.AwayArcseconds = 12;
        await Frames(3);
        Assert.Single(field.Plates);
        Assert.Equal(12, watch.Drift!.Arcseconds, 0.01);
    }

    [Fact]
    public async Task A_frame_of_an_earlier_pointing_that_is_solved_late_says_nothing()
    {
        var held = new TaskCompletionSource();
        field.Holds = held.Task;
        watch.Took(Frame(4), Image);
        watch.Learn(Order(9), new Equatorial(0.7123, 41.269));
        held.SetResult();
        await watch.Working;
        Assert.Null(watch.Drift);
        watch.Learn(Order(9), new Equatorial(0.7123, 41.269 + (7 / 3600.0)));
        Assert.Equal(7, watch.Drift!.Arcseconds, 0.01);
    }

    [Fact]
    public async Task While_one_is_being_solved_no_other_is()
    {
        var held = new TaskCompletionSource();
        field.Holds = held.Task;
        for (var i = 0; i < 9; i++)
            watch.Took(Frame(4), Image);
        held.SetResult();
        await watch.Working;
        Assert.Single(field.Plates);
    }

    [Fact]
    public async Task After_a_frame_that_is_not_solved_the_next_one_is_tried()
    {
        field.Unsolved.Enqueue("No stars.");
        await Frames(2);
        Assert.Equal(2, field.Plates.Count);
    }

    [Fact]
    public async Task Stopped_it_leaves_undone_what_is_under_way()
    {
        field.Holds = new TaskCompletionSource().Task;
        watch.Took(Frame(4), Image);
        await watch.Stop();
        watch.Took(Frame(9), Image);
        await watch.Working;
        Assert.Equal((1, null), (field.Plates.Count, watch.Drift));
    }

    [Fact]
    public void What_is_not_exposed_for_the_target_is_not_solved()
    {
        var order = Order(4);
        watch.Took(Frame(4) with { Prepared = NextFrame.Text(order with { Slot = order.Slot with { Work = Contracts.SlotWork.Focus } }) }, Image);
        Assert.Empty(field.Plates);
    }

    [Fact]
    public void With_none_to_be_solved_none_is()
    {
        Watch(0).Took(Frame(4), Image);
        Assert.Empty(field.Plates);
    }

    private static CameraImage Image { get; } = new(32, 24, new ushort[32 * 24]);

    private DriftWatch Watch(int every) => new(
        new Telescope(AgentHost.Description, AgentHost.Site, new ScriptedCamera(time), null) { Solver = field }, new SolveOptions { DriftEvery = every }, time,
        NullLogger<DriftWatch>.Instance);

    private async Task Frames(int count, int pointed = 4)
    {
        for (var i = 0; i < count; i++)
        {
            watch.Took(Frame(pointed), Image);
            await watch.Working;
        }
    }

    private static Contracts.PrepareRound Order(int pointed) => AgentHost.Round(night: Night) with { PointedEpoch = pointed };

    private static FrameRow Frame(int pointed) => new()
    {
        FrameId = Guid.NewGuid().ToString("N"), Camera = AgentHost.Name, RoundId = Guid.NewGuid().ToString("N"), State = JournalState.Saved, Path = "x.fits",
        Prepared = NextFrame.Text(Order(pointed)), OpenedAt = 0, ClosedAt = 60_000,
    };
}
