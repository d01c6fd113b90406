using Sync.Contracts;

namespace Sync.CameraAgent.Focusing;

/// <summary>Where a camera was last in focus, as its journal has it.</summary>
internal sealed record FocusRow
{
    public required string Camera { get; init; }

    /// <summary>Of the focuser, steps: where it belongs when nothing is looked for.</summary>
    public required int Position { get; init; }

    /// <summary>Null where nobody has measured it: it was found so.</summary>
    public double? HfrPixels { get; init; }

    /// <summary>Of the focuser then; null where it does not tell.</summary>
    public double? Celsius { get; init; }

    /// <summary>Null without a wheel.</summary>
    public string? Filter { get; init; }

    /// <summary>Milliseconds since 1970; frames closed later were taken since.</summary>
    public required long FocusedAt { get; init; }

    /// <summary>Whether the focuser is known to stand there. It may not after a run that was broken off.</summary>
    public bool AtRest { get; init; } = true;

    /// <summary>The round of a run that is under way; null when none is.</summary>
    public string? RoundId { get; init; }

    /// <summary>Its night.</summary>
    public string? NightId { get; init; }

    /// <summary>Milliseconds since 1970; when it began.</summary>
    public long? RunBegan { get; init; }

    /// <summary>Whether a run has found it since the last noon of the sun at that longitude.</summary>
    /// <param name="now">an instant of the night</param>
    /// <param name="longitudeDegrees">east positive</param>
    public bool FoundTonight(DateTimeOffset now, double longitudeDegrees)
    {
        var sinceNoon = TimeSpan.FromHours((now.UtcDateTime.TimeOfDay.TotalHours + (longitudeDegrees / 15) + 36) % 24);
        return HfrPixels is not null && DateTimeOffset.FromUnixTimeMilliseconds(FocusedAt) > now - sinceNoon;
    }

    /// <summary>The same with a run under way.</summary>
    public FocusRow Begun(PrepareRound order, DateTimeOffset now) => this with
    {
        AtRest = false,
        RoundId = order.RoundId.ToString("N"),
        NightId = order.NightId.ToString("N"),
        RunBegan = now.ToUnixTimeMilliseconds(),
    };

    /// <summary>The same without, but with the focuser still to be put where it belongs.</summary>
    public FocusRow Over() => this with { RoundId = null, NightId = null, RunBegan = null };

    /// <summary>What is said of the run that is under way.</summary>
    /// <param name="after">the row behind it</param>
    /// <param name="points">frames that were measured</param>
    /// <param name="curve">null when no focus was found</param>
    /// <param name="reason">why not; null when it was</param>
    /// <param name="now">its end</param>
    public FocusEnded ToFocusEnded(FocusRow after, int points, FocusCurve? curve, string? reason, DateTimeOffset now) => new()
    {
        RoundId = Guid.ParseExact(RoundId!, "N"),
        NightId = Guid.ParseExact(NightId!, "N"),
        Camera = Camera,
        Began = DateTimeOffset.FromUnixTimeMilliseconds(RunBegan!.Value),
        Ended = now,
        Filter = after.Filter,
        PositionSteps = after.Position,
        HfrPixels = curve?.HfrPixels,
        ExplainedPercent = 100 * curve?.RSquared,
        FocuserCelsius = after.Celsius,
        Points = points,
        Reason = reason,
    };
}
