using Sync.Scheduler.Books;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Story;

namespace Sync.Tests.Scheduler.Story;

/// <summary>A night of many rounds, each behind a dither, on several targets one after another.</summary>
internal static class LongNight
{
    public static readonly DateTimeOffset Dusk = new(2026, 11, 9, 17, 0, 0, TimeSpan.Zero);
    private const double RoundSeconds = 42;
    private const double ExposureSeconds = 25;
    private const int Targets = 5;

    public static NightRecord Of(int rounds, int cameras)
    {
        var night = Guid.NewGuid();
        var all = Enumerable.Range(1, rounds).Select(n => Round(night, n, rounds, cameras)).ToList();
        return new()
        {
            Night = new() { CorrelationId = night, BeganAt = Dusk, EndedAt = At(rounds) + TimeSpan.FromMinutes(2), EndReason = "Dawn." },
            Rounds = all,
            Moves = [.. all.Select(r => Move(night, r.Number)), Park(night, rounds)],
            Frames = [.. all.SelectMany(r => r.Cameras.Select(c => Frame(r, c)))],
            Waits = [new(Dusk, At(0), At(0), "darkness")],
            Faults = [new(At(0), Faults.Silent, "camera 1"), new(At(1), Faults.Back, "camera 1")],
            Check = new(Dusk.AddSeconds(5), IsReady: true, Findings: 9),
        };
    }

    private static DateTimeOffset At(int round) => Dusk.AddMinutes(30).AddSeconds((round - 1) * RoundSeconds);

    private static Round Round(Guid night, int number, int rounds, int cameras) => new()
    {
        CorrelationId = Guid.NewGuid(), NightId = night, Number = number, Epoch = number,
        StartedAt = At(number), OpenedAt = At(number).AddSeconds(12), ClosedAt = At(number).AddSeconds(12 + ExposureSeconds + 0.5),
        Target = new()
        {
            TargetId = new((number - 1) * Targets / rounds, 0, 0, new byte[8]), Name = $"target {(number - 1) * Targets / rounds}", Project = "Galaxies",
            RightAscensionHours = 0, DeclinationDegrees = 41, RotationDegrees = 0,
        },
        Cameras = [.. Enumerable.Range(1, cameras).Select(c => new RoundCamera
        {
            Name = $"camera {c}",
            Phase = CameraPhase.Taken,
            Slot = new()
            {
                PlanId = Guid.Empty, Kind = "L", Filter = "L", Exposure = TimeSpan.FromSeconds(ExposureSeconds), Gain = null, Offset = null, Binning = 1, ReadoutMode = null,
            },
        })],
    };

    private static SkyMove Move(Guid night, int number) => new()
    {
        NightId = night, Epoch = number, Kind = "dither", Began = At(number).AddSeconds(0.1), Ended = At(number).AddSeconds(11),
        ShiftArcseconds = 8, ShiftPixels = 5.3, RmsArcseconds = 0.7, Settling = TimeSpan.FromSeconds(9),
    };

    private static SkyMove Park(Guid night, int rounds) =>
        new() { NightId = night, Epoch = rounds + 1, Kind = "park", Began = At(rounds + 1), Ended = At(rounds + 1).AddSeconds(60) };

    private static FrameRow Frame(Round round, RoundCamera camera)
    {
        var closed = round.OpenedAt!.Value.AddSeconds(ExposureSeconds + 0.25);
        return new()
        {
            FrameId = Guid.NewGuid(), RoundId = round.CorrelationId, Camera = camera.Name, Opened = closed.AddSeconds(-ExposureSeconds), Closed = closed,
            Saved = closed.AddSeconds(2), Graded = closed.AddSeconds(3), ExposureSeconds = ExposureSeconds, State = "Accepted", Reason = null,
            Path = $"{round.Number} {camera.Name}.fits", Stars = 500, HfrPixels = 2.1,
        };
    }
}
