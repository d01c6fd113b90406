using Sync.Contracts;
using Sync.Scheduler.Books;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Scheduler.Books;

public class BooksTests
{
    private static readonly DateTimeOffset Start = new(2025, 10, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Night = Guid.NewGuid();
    private static readonly Guid Round = Guid.NewGuid();
    private static readonly Guid Plan = Guid.NewGuid();

    [Fact]
    public async Task A_frame_goes_from_under_way_through_pending_to_accepted()
    {
        await using var scratch = await ScratchStore.Open();
        var frame = Frame();
        await scratch.Write(t => Book.Allot(t, Night, Round, "esprit", Plan, "Lum", 1));
        Assert.Equal(new(0, 0, 0, 1), await Counts(scratch));
        Assert.True(await scratch.Write(t => Book.Saved(t, frame)));
        Assert.Equal(new(0, 1, 0, 0), await Counts(scratch));
        Assert.True(await scratch.Write(t => Book.Graded(t, Verdict(frame, true))));
        Assert.Equal(new(1, 0, 0, 0), await Counts(scratch));
    }

    [Fact]
    public async Task Everything_said_twice_counts_once()
    {
        await using var scratch = await ScratchStore.Open();
        var frame = Frame();
        for (var again = 0; again < 2; again++)
        {
            await scratch.Write(t => Book.Allot(t, Night, Round, "esprit", Plan, "Lum", 1));
            Assert.Equal(again == 0, await scratch.Write(t => Book.Saved(t, frame)));
            Assert.Equal(again == 0, await scratch.Write(t => Book.Graded(t, Verdict(frame, true))));
            Assert.False(await scratch.Write(t => Book.Graded(t, Verdict(frame, false))));
            await scratch.Write(t => Book.Release(t, Round, "esprit", "late"));
        }

        Assert.Equal(new(1, 0, 0, 0), await Counts(scratch));
        Assert.Equal("Saved", await scratch.Write(t => t.First<string>("select state from allotment")));
    }

    [Fact]
    public async Task A_released_allotment_is_no_longer_under_way_and_its_late_frame_still_counts()
    {
        await using var scratch = await ScratchStore.Open();
        await scratch.Write(t => Book.Allot(t, Night, Round, "esprit", Plan, "Lum", 1));
        await scratch.Write(t => Book.Release(t, Round, "esprit", "Missing"));
        Assert.Equal(new(0, 0, 0, 0), await Counts(scratch));
        await scratch.Write(t => Book.Saved(t, Frame()));
        Assert.Equal(new(0, 1, 0, 0), await Counts(scratch));
    }

    [Theory]
    [InlineData("Guiding: no star.", "Rejected", "Disturbed")]
    [InlineData(null, "Pending", null)]
    public async Task Frames_of_an_epoch_whose_move_had_not_settled_are_disturbed(string? trouble, string state, string? reason)
    {
        await using var scratch = await ScratchStore.Open();
        await scratch.Write(t => Book.Moved(t, Frames.Moved(Night, 1, Start.AddHours(-1), Start.AddMinutes(-59)) with { Reason = trouble }));
        await scratch.Write(t => Book.Moved(t, Frames.Moved(Night, 2, Start.AddHours(1), Start.AddMinutes(61)) with { Reason = "It failed." }));
        await scratch.Write(t => Book.Saved(t, Frame()));
        Assert.Equal((state, reason), await scratch.Write(t => t.First<(string, string?)>("select state, reason from frame")));
    }

    [Fact]
    public async Task A_lost_frame_frees_its_place()
    {
        await using var scratch = await ScratchStore.Open();
        await scratch.Write(t => Book.Allot(t, Night, Round, "esprit", Plan, "Lum", 1));
        await scratch.Write(t => Book.Lost(t, new() { FrameId = Guid.NewGuid(), RoundId = Round, Camera = "esprit", Reason = "The disk is full." }));
        Assert.Equal(new(0, 0, 0, 0), await Counts(scratch));
    }

    [Theory]
    [InlineData(true, -30, 1)]
    [InlineData(false, -30, 1)]
    [InlineData(true, 59, 90)]
    [InlineData(false, 10, 20)]
    public async Task A_frame_during_which_the_sky_moved_is_rejected_whichever_is_heard_first(bool moveFirst, int began, int ended)
    {
        await using var scratch = await ScratchStore.Open();
        var frame = Frame();
        if (moveFirst)
            await Move(scratch, Night, 7, began, ended);
        await scratch.Write(t => Book.Saved(t, frame));
        if (!moveFirst)
            Assert.Equal(1, await Move(scratch, Night, 7, began, ended));
        Assert.Equal(new(0, 0, 1, 0), await Counts(scratch));
        Assert.True(await scratch.Write(t => Book.Graded(t, Verdict(frame, true))));
        Assert.False(await scratch.Write(t => Book.Graded(t, Verdict(frame, true))));
        Assert.Equal(new(0, 0, 1, 0), await Counts(scratch));
        Assert.Equal("Disturbed", await scratch.Write(t => t.First<string>("select reason from frame where stars = 100")));
    }

    [Fact]
    public async Task An_accepted_frame_is_taken_back_when_a_move_is_heard_of_later()
    {
        await using var scratch = await ScratchStore.Open();
        var frame = Frame();
        await scratch.Write(t => Book.Saved(t, frame));
        await scratch.Write(t => Book.Graded(t, Verdict(frame, true)));
        await Move(scratch, Night, 7, 10, 20);
        Assert.Equal(new(0, 0, 1, 0), await Counts(scratch));
    }

    [Theory]
    [InlineData(-30, 0)]
    [InlineData(60, 90)]
    public async Task A_move_that_only_touches_a_frame_leaves_it(int began, int ended)
    {
        await using var scratch = await ScratchStore.Open();
        await scratch.Write(t => Book.Saved(t, Frame()));
        Assert.Equal(0, await Move(scratch, Night, 7, began, ended));
        Assert.Equal(0, await Move(scratch, Guid.NewGuid(), 7, 0, 60));
        Assert.Equal(new(0, 1, 0, 0), await Counts(scratch));
    }

    [Fact]
    public async Task A_night_releases_what_others_left_and_nothing_of_its_own()
    {
        await using var scratch = await ScratchStore.Open();
        await scratch.Write(t => Book.Allot(t, Guid.NewGuid(), Guid.NewGuid(), "esprit", Plan, "Lum", 1));
        await scratch.Write(t => Book.Allot(t, Night, Round, "esprit", Plan, "Lum", 1));
        Assert.Equal(1, await scratch.Write(t => Book.ReleaseFormerNights(t, Night)));
        Assert.Equal(new(0, 0, 0, 1), await Counts(scratch));
    }

    private static Task<int> Move(ScratchStore scratch, Guid night, int epoch, int began, int ended) =>
        scratch.Write(t => Book.Moved(t, Frames.Moved(night, epoch, Start.AddSeconds(began), Start.AddSeconds(ended))));

    private static async Task<Progress> Counts(ScratchStore scratch) =>
        (await scratch.Store.Read(Progress.ByPlan)).GetValueOrDefault(Plan, new(0, 0, 0, 0));

    private static FrameSaved Frame() => Frames.Saved(Guid.NewGuid(), Night, Round, "esprit", Plan, Start);

    private static FrameGraded Verdict(FrameSaved frame, bool accepted) => Frames.Graded(frame.FrameId, accepted);
}
