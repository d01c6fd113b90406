using Sync.Astro.Coordinates;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Solving;

/// <summary>What the frames of one slot have told of the field, and what is said of that.</summary>
internal sealed class FieldTries(PrepareRound order, DateTimeOffset began)
{
    private const double ArcsecondsPerDegree = 3600;
    private readonly List<SolveTry> tries = [];
    private PlateSolution? last;
    private bool turnedSince;

    public DateTimeOffset Began => began;

    /// <summary>Of the last frame that was solved, J2000; null where the rotator was turned since, or none was.</summary>
    public Equatorial? Centre => turnedSince ? null : last?.Centre;

    /// <summary>The same, as it is said.</summary>
    public SkyPlace? Middle => Centre is { } at ? new() { RightAscensionHours = at.RightAscensionHours, DeclinationDegrees = at.DeclinationDegrees } : null;

    public IReadOnlyList<SolveTry> Tries => tries;

    public int Count => tries.Count;

    /// <summary>Where the middle of the frame should be, J2000.</summary>
    public Equatorial Target => new(order.Target.RightAscensionHours, order.Target.DeclinationDegrees);

    public void Solved(PlateSolution solution, int binning)
    {
        tries.Add(new(solution.PositionAngleDegrees, null));
        (last, turnedSince) = (solution with { PixelArcseconds = solution.PixelArcseconds / binning }, false);
    }

    public void NotSolved(string trouble) => tries.Add(new(null, trouble));

    /// <summary>From here on nobody knows how it lies, until another frame is solved.</summary>
    public void Turns() => turnedSince = true;

    public SolveEnded ToSolveEnded(string? reason, DateTimeOffset now) => new()
    {
        RoundId = order.RoundId,
        NightId = order.NightId,
        Camera = order.Camera,
        Began = began,
        Ended = now,
        AngleDegrees = turnedSince ? null : last?.PositionAngleDegrees,
        WantedDegrees = order.Target.RotationDegrees,
        OffsetArcseconds = last is null ? null : Sky.SeparationDegrees(last.Centre, Target) * ArcsecondsPerDegree,
        PixelArcseconds = last?.PixelArcseconds,
        Tries = tries.Count,
        Reason = reason,
    };
}
