using Sync.Contracts;

namespace Sync.Scheduler.Nights;

/// <summary>What is done about guiding that does not settle. Settings under "Guiding".</summary>
public sealed class GuidingOptions
{
    private const int RemediesAtMost = 5;

    /// <summary>
    /// Words of "restart" (guiding), "smaller" (take back half of a dither) and "goOn" (with disturbed frames), tried in this order. When none
    /// helps, or there is none, the move has failed: after a pause the telescopes are pointed anew.
    /// </summary>
    public string WhenUnsettled { get; init; } = "restart";

    /// <summary>No more rounds in a row go on with disturbed frames.</summary>
    public int GoOnAtMost { get; init; } = 3;

    /// <summary>Instead of the next dither so long after a slew the telescopes are pointed anew, for the field drifts also where it is guided; null for never.</summary>
    public TimeSpan? RecentreEvery { get; init; }

    /// <summary>Whether they are after a dither over which guiding was started again, maybe on another star.</summary>
    public bool RecentreAfterRestart { get; init; }

    /// <summary>
    /// The telescopes are pointed anew at the next gap when a camera that solves its frames has drifted by more arcseconds since they were;
    /// 0 for never. Dithers are in what it tells, so this is more than they go apart.
    /// </summary>
    public double RecentreBeyondArcseconds { get; init; } = 60;

    /// <summary>After so many failures in a row the night pauses for the operator; 0 for never.</summary>
    public int PauseAfter { get; init; }

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        foreach (var word in Words().Where(w => Remedy(w) is null))
            yield return $"Guiding:WhenUnsettled has the word {word}; allowed are restart, smaller and goOn, with commas between them.";
        if (Words().Length > RemediesAtMost)
            yield return $"Guiding:WhenUnsettled has {Words().Length} words; allowed are {RemediesAtMost} at most.";
        if (GoOnAtMost is < 1 or > 1000)
            yield return $"Guiding:GoOnAtMost is {GoOnAtMost}; allowed is 1 to 1000.";
        if (RecentreEvery < TimeSpan.FromMinutes(1) || RecentreEvery > TimeSpan.FromDays(1))
            yield return $"Guiding:RecentreEvery is {RecentreEvery}; allowed is 1 minute to 1 day, or none.";
        if (RecentreBeyondArcseconds is not (>= 0 and <= 36_000))
            yield return FormattableString.Invariant($"Guiding:RecentreBeyondArcseconds is {RecentreBeyondArcseconds}; allowed is 0 to 36000.");
        if (PauseAfter is < 0 or > 1000)
            yield return $"Guiding:PauseAfter is {PauseAfter}; allowed is 0 to 1000.";
    }

    /// <summary>What dither is told; the settings must be without errors.</summary>
    /// <param name="unsettled">how many rounds in a row have gone on already</param>
    internal IReadOnlyList<GuidingRemedy> Remedies(int unsettled) =>
        [.. Words().Select(w => Remedy(w)!.Value).Where(r => r != GuidingRemedy.GoOn || unsettled < GoOnAtMost)];

    private static GuidingRemedy? Remedy(string word) => word.ToUpperInvariant() switch
    {
        "RESTART" => GuidingRemedy.RestartGuiding,
        "SMALLER" => GuidingRemedy.SmallerDither,
        "GOON" => GuidingRemedy.GoOn,
        _ => null,
    };

    private string[] Words() => WhenUnsettled.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
