using Sync.Contracts;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Story;

namespace Sync.Tests.Scheduler.Story;

public class NightStoryTests
{
    private static readonly DateTimeOffset Dusk = new(2026, 11, 9, 20, 0, 0, TimeSpan.Zero);
    private static readonly Guid NightId = Guid.NewGuid();
    private readonly List<Round> rounds = [];
    private readonly List<SkyMove> moves = [];
    private readonly List<FrameRow> frames = [];
    private readonly List<WaitRow> waits = [];
    private readonly List<ReleasedRow> released = [];
    private readonly List<LostRow> lost = [];
    private readonly List<FaultRow> faults = [];
    private readonly List<DisturbanceRow> disturbances = [];
    private CheckRow? check;

    [Fact]
    public void A_night_is_told_by_targets_rounds_and_cameras_with_the_moves_that_lead_to_them()
    {
        moves.AddRange([Move(1, "slew", 0, 30), Move(2, "dither", 400, 10), Move(3, "slew", 800, 40), Move(4, "park", 1200, 60)]);
        Taken(Round(1, "M 31", 1, 0, 30, 340), "esprit", 40, 300);
        Taken(Round(2, "M 31", 2, 400, 410, 720), "esprit", 410, 300);
        Taken(Round(3, "M 33", 3, 800, 840, 1150), "esprit", 840, 300);

        var night = Story();
        Assert.Equal(("night of 2026-11-09", StepKind.Night, Dusk), (night.Name, night.Kind, night.From));
        Assert.Equal(["M 31", "M 33", "park"], night.Steps.Select(s => s.Name));
        Assert.Equal(["slew", "round 1", "dither", "round 2"], night.Steps[0].Steps.Select(s => s.Name));
        Assert.Equal(["slew", "round 3"], night.Steps[1].Steps.Select(s => s.Name));
        Assert.Equal((Dusk, Dusk.AddSeconds(720)), (night.Steps[0].From, night.Steps[0].Until!.Value));
        Assert.Equal(3, Fact(night, "night.rounds"));
        Assert.Equal(3, Fact(night, "night.frames"));
    }

    [Fact]
    public void A_camera_is_told_with_its_frame_and_what_was_judged_of_it()
    {
        var round = Round(1, "M 31", 0, 0, 10, 320);
        Taken(round, "esprit", 10, 300, state: "Rejected", reason: "HFR", hfr: 3.5, stars: 120);
        var steps = Assert.Single(Assert.Single(Story().Steps).Steps).Steps;
        Assert.Equal(["esprit exposure", "esprit download", "esprit verdict"], steps.Select(s => s.Name));
        Assert.Equal([10.0, 310, 313], steps.Select(s => (s.From - Dusk).TotalSeconds));
        Assert.Equal([310.0, 313, 315], steps.Select(s => (s.Until!.Value - Dusk).TotalSeconds));
        Assert.Equal(["camera.name", "filter.name", "exposure.seconds", "frame.id", "frame.path"], steps[0].Facts.Select(f => f.Name));
        Assert.Equal(("Rejected", "HFR", 3.5, 120), (steps[2].Fact("frame.verdict"), steps[2].Fact("frame.reason"), steps[2].Fact("frame.hfr"), steps[2].Fact("frame.stars")));
        Assert.All(steps, s => Assert.Null(s.Trouble));
    }

    [Fact]
    public void A_frame_that_is_not_whole_is_told_with_the_reason_and_gets_no_verdict()
    {
        var round = Round(1, "M 31", 0, 0, 10, 210);
        Taken(round, "esprit", 10, 200, state: "Aborted", reason: "Two waited.");
        frames[0] = frames[0] with { Graded = null };
        var steps = Assert.Single(Assert.Single(Story().Steps).Steps).Steps;
        Assert.Equal([("esprit exposure", "Two waited."), ("esprit download", null)], steps.Select(s => (s.Name, s.Trouble)));
        Assert.Equal($"exposure {round.CorrelationId:N} esprit", steps[0].Key); // as it was told before its file was there
        Assert.All(steps, s => Assert.NotNull(s.Until));
    }

    [Fact]
    public void What_went_wrong_is_told_where_it_happened()
    {
        moves.Add(Move(1, "slew", 0, 100) with { Reason = "The mount is stuck." });
        Round(1, "M 31", 1, 0, null, 100).Cameras.Add(Camera("esprit", CameraPhase.LeftOut, "The sky is not known to be still."));
        var late = Round(2, "M 31", 2, 200, 210, 600);
        late.Cameras.Add(Camera("redcat", CameraPhase.Missing, "Its lease is over."));
        Taken(late, "esprit", 210, 300);
        check = new(Dusk.AddSeconds(5), IsReady: false, Findings: 7);

        var night = Story();
        Assert.Equal("Not everything was ready.", night.Steps.Single(s => s.Kind == StepKind.Check).Trouble);
        var stay = night.Steps.Single(s => s.Kind == StepKind.Target);
        Assert.Equal(["The mount is stuck.", "It did not open.", null], stay.Steps.Select(s => s.Trouble));
        Assert.Equal("The sky is not known to be still.", stay.Steps[1].Steps[0].Trouble);
        Assert.Equal(["Its lease is over.", null, null, null], stay.Steps[2].Steps.Select(s => s.Trouble));
    }

    [Fact]
    public void A_wait_whose_end_nobody_kept_is_over_when_something_begins_and_no_later_than_it_was_to_be()
    {
        waits.AddRange([new(Dusk, Dusk.AddSeconds(300), null, "a camera"), new(Dusk.AddSeconds(1000), Dusk.AddSeconds(1100), null, "darkness")]);
        Taken(Round(1, "M 31", 0, 120, 130, 440), "esprit", 130, 300);
        var told = Story().Steps.Where(s => s.Kind == StepKind.Wait).ToList();
        Assert.Equal([120.0, 100.0], told.Select(w => (w.Until!.Value - w.From).TotalSeconds));
        Assert.Equal("a camera", Fact(told[0], "wait.reason"));
    }

    [Fact]
    public void A_night_under_way_has_no_end_nor_have_the_steps_that_it_is_in()
    {
        Round(1, "M 31", 0, 0, 10, null).Cameras.Add(Camera("esprit", CameraPhase.Open, null));
        var night = Story(ended: false);
        var target = Assert.Single(night.Steps);
        var round = Assert.Single(target.Steps);
        var camera = Assert.Single(round.Steps);
        Assert.All([night, target, round, camera], s => Assert.Null(s.Until));
        Assert.All([night, target, round, camera], s => Assert.Null(s.Trouble));
    }

    [Fact]
    public void A_wait_lasts_until_it_was_ended_and_has_no_end_while_it_goes_on()
    {
        waits.AddRange([new(Dusk, Dusk.AddSeconds(300), Dusk.AddSeconds(40), "a camera"), new(Dusk.AddSeconds(50), Dusk.AddSeconds(900), null, "darkness")]);
        var told = Story(ended: false).Steps.Where(s => s.Kind == StepKind.Wait).ToList();
        Assert.Equal([Dusk.AddSeconds(40), null], told.Select(w => w.Until));
    }

    [Fact]
    public void A_move_says_how_far_and_how_it_settled()
    {
        moves.Add(Move(2, "dither", 100, 12) with { ShiftArcseconds = 8, ShiftPixels = 5.3, RmsArcseconds = 0.7, Settling = TimeSpan.FromSeconds(9) });
        var dither = Assert.Single(Story().Steps);
        Assert.Equal(["move.epoch", "move.kind", "dither.arcseconds", "dither.pixels", "settle.seconds", "guiding.rms_arcsec"], dither.Facts.Select(f => f.Name));
        var settle = Assert.Single(dither.Steps);
        Assert.Equal((Dusk.AddSeconds(103), Dusk.AddSeconds(112)), (settle.From, settle.Until!.Value));
        Assert.Equal((9.0, 0.7), (settle.Fact("settle.seconds"), settle.Fact("guiding.rms_arcsec")));
    }

    [Fact]
    public void What_disturbed_a_night_from_outside_is_told_as_instants_with_trouble()
    {
        faults.AddRange([new(Dusk.AddSeconds(10), Faults.Silent, "esprit"), new(Dusk.AddSeconds(20), Faults.Back, "esprit"), new(Dusk.AddSeconds(30), Faults.Restarted, null)]);
        var told = Story().Steps;
        Assert.All(told, f => Assert.Equal((StepKind.Fault, f.From), (f.Kind, f.Until!.Value)));
        Assert.Equal(
            ["Camera esprit fell silent.", "Camera esprit is back.", "The scheduler was started again while the night was under way."],
            told.Select(f => f.Trouble));
    }

    [Fact]
    public void What_disturbed_the_sky_between_two_moves_is_told_with_its_end()
    {
        disturbances.AddRange(
        [
            new(Guid.NewGuid(), Dusk.AddSeconds(10), Dusk.AddSeconds(40), "Guiding was lost: star lost."),
            new(Guid.NewGuid(), Dusk.AddSeconds(90), null, "Nothing was heard of the scheduler."),
        ]);
        var told = Story(ended: false).Steps;
        Assert.Equal([("disturbed", Dusk.AddSeconds(10), Dusk.AddSeconds(40)), ("disturbed", Dusk.AddSeconds(90), (DateTimeOffset?)null)], told.Select(s => (s.Name, s.From, s.Until)));
        Assert.Equal(["Guiding was lost: star lost.", "Nothing was heard of the scheduler."], told.Select(s => s.Trouble));
    }

    [Fact]
    public void A_frame_that_may_still_come_has_no_end_and_no_trouble_but_one_that_was_lost_has()
    {
        var round = Round(1, "M 31", 0, 0, 10, 320);
        round.Cameras.AddRange([Camera("esprit", CameraPhase.Taken, null), Camera("redcat", CameraPhase.Taken, null)]);
        released.Add(new(round.CorrelationId, "redcat", "The disk is full."));
        var told = Story(ended: false).Steps[0].Steps[0].Steps;
        Assert.Equal([(null, null), (Dusk.AddSeconds(320), "The disk is full.")], told.Select(s => (s.Until, s.Trouble)));
    }

    [Fact]
    public void Each_frame_of_a_slot_is_told_by_itself_and_a_lost_one_with_its_reason()
    {
        var round = Round(1, "M 31", 0, 0, 10, 320);
        Taken(round, "esprit", 110, 90);
        round.Cameras.Clear();
        Taken(round, "esprit", 10, 90);
        lost.Add(new(Guid.NewGuid(), round.CorrelationId, "esprit", "The disk is full."));
        var told = Story().Steps[0].Steps[0].Steps;
        Assert.Equal(
            [("esprit exposure", 10.0), ("esprit download", 100), ("esprit verdict", 103), ("esprit exposure", 110), ("esprit download", 200), ("esprit verdict", 203), ("esprit exposure", 10)],
            told.Select(s => (s.Name, (s.From - Dusk).TotalSeconds)));
        Assert.Equal("The disk is full.", told[^1].Trouble);
        Assert.Equal(told.Count, told.Select(s => s.Key).Distinct().Count());
    }

    [Fact]
    public void A_verdict_that_has_not_come_has_no_end()
    {
        Taken(Round(1, "M 31", 0, 0, 10, 320), "esprit", 10, 300, state: "Pending");
        var verdict = Story().Steps[0].Steps[0].Steps[2];
        Assert.Equal((null, "Pending"), (verdict.Until, verdict.Fact("frame.verdict")));
    }

    [Fact]
    public void A_night_that_nobody_ended_is_over_at_its_last_known_instant_once_another_has_begun()
    {
        Round(1, "M 31", 0, 0, 10, null).Cameras.Add(Camera("esprit", CameraPhase.Open, null));
        faults.Add(new(Dusk.AddSeconds(200), Faults.Silent, "esprit"));
        var night = Story(ended: false, former: true);
        var (target, fault) = (night.Steps[0], night.Steps[1]);
        var round = Assert.Single(target.Steps);
        Assert.All([night, target, fault, round, round.Steps[0]], s => Assert.Equal(Dusk.AddSeconds(200), s.Until));
        Assert.All([night, fault, round, round.Steps[0]], s => Assert.NotNull(s.Trouble));
    }

    [Fact]
    public void A_target_goes_on_until_another_follows_or_the_night_is_over()
    {
        Taken(Round(1, "M 31", 0, 0, 10, 320), "esprit", 10, 300);
        Assert.Null(Story(ended: false).Steps[0].Until);
        Assert.Equal(Dusk.AddSeconds(320), Story().Steps[0].Until);
        Taken(Round(2, "M 33", 0, 400, 410, 720), "esprit", 410, 300);
        Assert.Equal([Dusk.AddSeconds(320), null], Story(ended: false).Steps.Select(s => s.Until));
    }

    private static object? Fact(Step step, string name) => step.Fact(name);

    private static SkyMove Move(int epoch, string kind, double from, double length) =>
        new() { NightId = NightId, Epoch = epoch, Kind = kind, Began = Dusk.AddSeconds(from), Ended = Dusk.AddSeconds(from + length) };

    private static RoundCamera Camera(string name, CameraPhase phase, string? reason) => new()
    {
        Name = name,
        Slot = new() { PlanId = Guid.NewGuid(), Kind = "L", Filter = "L", Exposure = TimeSpan.FromSeconds(300), Gain = null, Offset = null, Binning = 1, ReadoutMode = null },
        Phase = phase,
        Reason = reason,
    };

    private Round Round(int number, string target, int epoch, double started, double? opened, double? closed)
    {
        var round = new Round
        {
            CorrelationId = Guid.NewGuid(), NightId = NightId, Number = number, Epoch = epoch, StartedAt = Dusk.AddSeconds(started),
            OpenedAt = opened is { } o ? Dusk.AddSeconds(o) : null,
            ClosedAt = closed is { } c ? Dusk.AddSeconds(c) : null,
            Target = new() { TargetId = Guid.Empty, Name = target, Project = "Galaxies", RightAscensionHours = 0, DeclinationDegrees = 41, RotationDegrees = 0 },
        };
        if (target != "M 31")
            round.Target = round.Target with { TargetId = Guid.NewGuid() };
        rounds.Add(round);
        return round;
    }

    private void Taken(Round round, string camera, double opened, double seconds, string state = "Accepted", string? reason = null, double? hfr = null, int? stars = null)
    {
        round.Cameras.Add(Camera(camera, CameraPhase.Taken, null));
        frames.Add(new()
        {
            FrameId = Guid.NewGuid(), RoundId = round.CorrelationId, Camera = camera, Opened = Dusk.AddSeconds(opened), Closed = Dusk.AddSeconds(opened + seconds),
            Saved = Dusk.AddSeconds(opened + seconds + 3), Graded = state == "Pending" ? null : Dusk.AddSeconds(opened + seconds + 5),
            ExposureSeconds = seconds, State = state, Reason = reason, Path = "x.fits", HfrPixels = hfr, Stars = stars,
        });
    }

    private Step Story(bool ended = true, bool former = false) => NightStory.Of(new()
    {
        Night = new() { CorrelationId = NightId, BeganAt = Dusk, EndedAt = ended ? Dusk.AddHours(1) : null, EndReason = ended ? "Dawn." : null },
        IsFormer = former, Rounds = rounds, Moves = moves, Frames = frames, Released = released, Lost = lost, Waits = waits, Faults = faults, Disturbances = disturbances, Check = check,
    });
}
