namespace Sync.Grader.Grading;

/// <summary>Whether a frame counts, and, when it does not, which measure decided: one of <see cref="Reasons"/>.</summary>
/// <param name="Accepted">Whether it counts.</param>
/// <param name="Reason">Null when accepted.</param>
public sealed record Verdict(bool Accepted, string? Reason)
{
    /// <summary>The frame counts.</summary>
    public static Verdict Accept { get; } = new(true, null);

    /// <summary>The frame does not count.</summary>
    public static Verdict Reject(string reason) => new(false, reason);
}

/// <summary>Why a frame is rejected: the words that users of Target Scheduler know.</summary>
public static class Reasons
{
    public const string GuidingRms = "Guiding RMS";

    public const string StarCount = "Star Count";

    public const string Hfr = "HFR";

    public const string Fwhm = "FWHM";

    public const string Eccentricity = "Eccentricity";

    /// <summary>Ours: the file can't be read as a frame.</summary>
    public const string Unreadable = "Unreadable";
}
