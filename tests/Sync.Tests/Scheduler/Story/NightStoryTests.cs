using Sync.Contracts;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Story;

namespace Sync.Tests.Scheduler.Story;

public class NightStoryTests
{
    private static readonly DateTimeOffset Dusk = new(2026, 11, 9, 20, 0, 0, TimeSpan.Zero);
    private static readonly Guid NightId = Guid.NewGuid();
    private readonly List<Round> rounds = [];
    private readonly List<MoveRow> moves = [];
    private readonly List<FrameRow> frames = [];
    private readonly List<WaitRow> waits = [];
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
        var camera = Assert.Single(Assert.Single(Assert.Single(Story().Steps).Steps).Steps);
        Assert.Equal((Dusk.AddSeconds(10), Dusk.AddSeconds(310)), (camera.From, camera.Until!.Value));
        Assert.Equal(
            ["camera.name", "filter.name", "exposure.seconds", "frame.verdict", "frame.reason", "frame.hfr_pixels", "frame.stars", "frame.path"],
            camera.Facts.Select(f => f.Name));
        Assert.Equal(("Rejected", 3.5, 120), (Fact(camera, "frame.verdict"), Fact(camera, "frame.hfr_pixels"), Fact(camera, "frame.stars")));
        Assert.Null(camera.Trouble);
    }

    [Fact]
    public void What_went_wrong_is_told_where_it_happened()
    {
        moves.Add(Move(1, "failed", 0, 100));
        Round(1, "M 31", 1, 0, null, 100).Cameras.Add(Camera("esprit", CameraPhase.LeftOut, "The sky is not known to be still."));
        var late = Round(2, "M 31", 2, 200, 210, 600);
        late.Cameras.Add(Camera("redcat", CameraPhase.Missing, "Its lease is over."));
        Taken(late, "esprit", 210, 300);
        check = new(Dusk.AddSeconds(5), IsReady: false, Findings: 7);

        var night = Story();
        Assert.Equal("Not everything was ready.", night.Steps.Single(s => s.Kind == StepKind.Check).Trouble);
        var stay = night.Steps.Single(s => s.Kind == StepKind.Target);
        Assert.Equal(["It failed.", "It did not open.", null], stay.Steps.Select(s => s.Trouble));
        Assert.Equal("The sky is not known to be still.", stay.Steps[1].Steps[0].Trouble);
        Assert.Equal(["Its lease is over.", null], stay.Steps[2].Steps.Select(s => s.Trouble));
    }

    [Fact]
    public void A_wait_is_over_when_something_begins_and_no_later_than_it_was_to_be()
    {
        waits.AddRange([new(Dusk, Dusk.AddSeconds(300), "a camera"), new(Dusk.AddSeconds(1000), Dusk.AddSeconds(1100), "darkness")]);
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

    private static object Fact(Step step, string name) => step.Facts.Single(f => f.Name == name).Value;

    private static MoveRow Move(int epoch, string kind, double from, double length) => new(epoch, kind, Dusk.AddSeconds(from), Dusk.AddSeconds(from + length));

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
            RoundId = round.CorrelationId, Camera = camera, Opened = Dusk.AddSeconds(opened), Closed = Dusk.AddSeconds(opened + seconds),
            ExposureSeconds = seconds, State = state, Reason = reason, Path = "x.fits", HfrPixels = hfr, Stars = stars,
        });
    }

    private Step Story(bool ended = true) => NightStory.Of(new()
    {
        Night = new() { CorrelationId = NightId, BeganAt = Dusk, EndedAt = ended ? Dusk.AddHours(1) : null, EndReason = ended ? "Dawn." : null },
        Rounds = rounds, Moves = moves, Frames = frames, Waits = waits, Check = check,
    });
}
