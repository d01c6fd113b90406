using Sync.Contracts;
using Sync.Scheduler.Books;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Scheduler.Books;

/// <summary>Slots of several frames in the books.</summary>
public class SlotBooksTests
{
    private static readonly DateTimeOffset Start = new(2025, 10, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Night = Guid.NewGuid();
    private static readonly Guid Round = Guid.NewGuid();
    private static readonly Guid Plan = Guid.NewGuid();

    [Fact]
    public async Task Under_way_is_what_was_given_less_what_came()
    {
        await using var scratch = await Allotted(3);
        Assert.Equal(new(0, 0, 0, 3), await Counts(scratch));
        await scratch.Write(t => Book.Saved(t, Frame(0)));
        Assert.Equal(new(0, 1, 0, 2), await Counts(scratch));
        Assert.Equal(3, await scratch.Store.Read(Unfinished.Frames));
        await scratch.Write(t => Book.Lost(t, Lost(Guid.NewGuid())));
        Assert.Equal(new(0, 1, 0, 1), await Counts(scratch));
        await scratch.Write(t => Book.Saved(t, Frame(2)));
        Assert.Equal(new(0, 2, 0, 0), await Counts(scratch));
        Assert.Equal("Saved", await State(scratch));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_shorter_slot_did_not_take_is_released_whichever_is_heard_first(bool closedFirst)
    {
        await using var scratch = await Allotted(5);
        if (closedFirst)
            await scratch.Write(t => Book.Took(t, Round, "esprit", 2, "The window was over."));
        await scratch.Write(t => Book.Saved(t, Frame(0)));
        await scratch.Write(t => Book.Saved(t, Frame(1)));
        if (!closedFirst)
        {
            Assert.Equal(new(0, 2, 0, 3), await Counts(scratch));
            await scratch.Write(t => Book.Took(t, Round, "esprit", 2, "The window was over."));
        }
        Assert.Equal(new(0, 2, 0, 0), await Counts(scratch));
        Assert.Equal("Saved", await State(scratch));
    }

    [Fact]
    public async Task A_slot_that_took_nothing_is_released()
    {
        await using var scratch = await Allotted(5);
        await scratch.Write(t => Book.Took(t, Round, "esprit", 0, "clouds"));
        Assert.Equal(new(0, 0, 0, 0), await Counts(scratch));
        Assert.Equal("Released", await State(scratch));
    }

    [Fact]
    public async Task A_frame_lost_twice_is_one_and_saved_after_all_it_was_not_lost()
    {
        await using var scratch = await Allotted(2);
        var frame = Frame(0);
        Assert.True(await scratch.Write(t => Book.Lost(t, Lost(frame.FrameId))));
        Assert.False(await scratch.Write(t => Book.Lost(t, Lost(frame.FrameId))));
        Assert.Equal(new(0, 0, 0, 1), await Counts(scratch));
        Assert.True(await scratch.Write(t => Book.Saved(t, frame)));
        Assert.False(await scratch.Write(t => Book.Lost(t, Lost(frame.FrameId))));
        Assert.Equal(new(0, 1, 0, 1), await Counts(scratch));
    }

    [Fact]
    public async Task A_slot_whose_frames_are_all_lost_is_released_with_the_reason()
    {
        await using var scratch = await Allotted(2);
        await scratch.Write(t => Book.Lost(t, Lost(Guid.NewGuid())));
        await scratch.Write(t => Book.Took(t, Round, "esprit", 1, "The camera failed."));
        Assert.Equal("Released", await State(scratch));
        Assert.Equal("The disk is full.", await scratch.Write(t => t.First<string>("select reason from allotment")));
        Assert.Equal(new(0, 0, 0, 0), await Counts(scratch));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_frame_that_is_not_whole_is_kept_and_neither_counted_nor_judged(bool closedFirst)
    {
        await using var scratch = await Allotted(3);
        var cut = Frame(1) with { AbortedBecause = "Two waited." };
        if (closedFirst)
            await scratch.Write(t => Book.Took(t, Round, "esprit", 1, "Two waited."));
        Assert.True(await scratch.Write(t => Book.Saved(t, cut)));
        Assert.False(await scratch.Write(t => Book.Saved(t, cut)));
        Assert.Equal(new(0, 0, 0, closedFirst ? 1 : 3), await Counts(scratch));
        await scratch.Write(t => Book.Saved(t, Frame(0)));
        if (!closedFirst)
            await scratch.Write(t => Book.Took(t, Round, "esprit", 1, "Two waited."));
        Assert.Equal(new(0, 1, 0, 0), await Counts(scratch));
        var verdict = new FrameGraded { FrameId = cut.FrameId, Accepted = true, Reason = null, Stars = 9, HfrPixels = 2, FwhmPixels = 4 };
        Assert.False(await scratch.Write(t => Book.Graded(t, verdict)));
        Assert.Equal("Aborted: Two waited.", await scratch.Write(t => t.First<string>("select state || ': ' || reason from frame where state <> 'Pending'")));
    }

    private static async Task<ScratchStore> Allotted(int frames)
    {
        var scratch = await ScratchStore.Open();
        await scratch.Write(t => Book.Allot(t, Night, Round, "esprit", Plan, "Lum", frames));
        return scratch;
    }

    private static Task<string?> State(ScratchStore scratch) => scratch.Write(t => t.First<string>("select state from allotment"));

    private static async Task<Progress> Counts(ScratchStore scratch) => (await scratch.Store.Read(Progress.ByPlan)).GetValueOrDefault(Plan, Progress.None);

    private static FrameSaved Frame(int minute) => Frames.Saved(Guid.NewGuid(), Night, Round, "esprit", Plan, Start.AddMinutes(minute));

    private static FrameLost Lost(Guid frame) => new() { FrameId = frame, RoundId = Round, Camera = "esprit", Reason = "The disk is full." };
}
