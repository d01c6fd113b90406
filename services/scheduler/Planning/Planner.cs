namespace Sync.Scheduler.Planning;

/// <summary>Decides on one round at a time, as Target Scheduler does on one exposure, for several cameras at once.</summary>
public static class Planner
{
    /// <summary>What to do at <see cref="PlanningInput.Now"/>. Milliseconds for fifty targets.</summary>
    public static Decision Next(PlanningInput input) => Next(input, new NightSky(input.Site, input.Now, input.Skyline));

    /// <summary>What a camera that joins a round could take in it: on the present target, and with no exposure longer than the round's window.</summary>
    /// <param name="input">what is known, with that camera alone</param>
    /// <param name="window">of the round, as it was planned</param>
    /// <returns>null when nothing</returns>
    internal static CameraSlot? Joining(PlanningInput input, TimeSpan window) =>
        input.Targets.FirstOrDefault(t => t.TargetId == input.CurrentTargetId) is { } target
            ? new Prospect(target, new(input, new NightSky(input.Site, input.Now, input.Skyline))).SlotWithin(window, input.Now)
            : null;

    /// <param name="input">what is known</param>
    /// <param name="sky">of the night that holds <see cref="PlanningInput.Now"/>; may have served other decisions</param>
    /// <param name="explains">whether it is to be told beside a round why others were not taken</param>
    internal static Decision Next(PlanningInput input, NightSky sky, bool explains = true)
    {
        var circumstances = new Circumstances(input, sky);
        if (!explains && Kept(circumstances) is { } kept)
            return Round(kept, [], input);
        var prospects = input.Targets.Select(t => new Prospect(t, circumstances)).ToList();
        if (FlipSoon(prospects, input) is var (waiting, from))
            return Waiting.ForFlip(waiting, from, prospects, input);
        var ready = prospects.Where(p => IsReady(p, input)).ToList();
        return ready.Count == 0 ? Waiting.For(prospects, input, sky) : Best(prospects, ready, input, sky, explains);
    }

    /// <summary>The present target, where nothing else needs to be looked at.</summary>
    private static Prospect? Kept(Circumstances circumstances)
    {
        var input = circumstances.Input;
        return input.CurrentSince is not null && input.Targets.FirstOrDefault(t => t.TargetId == input.CurrentTargetId) is { } target
            && new Prospect(target, circumstances) is var current && current.FlipAwaited(input.Now) is null && IsReady(current, input) && IsKept(current, input)
            ? current
            : null;
    }

    /// <summary>Nothing else would be taken for less than its minimum time; a flip that is nearer than the present target's is waited for.</summary>
    private static (Prospect Target, DateTimeOffset From)? FlipSoon(List<Prospect> prospects, PlanningInput input) =>
        prospects.Find(p => IsCurrent(p, input)) is { } current && current.FlipAwaited(input.Now) is { } from && from - input.Now <= current.Target.MinimumTime
            ? (current, from)
            : null;

    private static bool IsReady(Prospect prospect, PlanningInput input) =>
        (IsCurrent(prospect, input) || prospect.LastsFrom(input.Now)) && prospect.OffersAt(input.Now).Count > 0;

    private static bool IsCurrent(Prospect prospect, PlanningInput input) => prospect.Target.TargetId == input.CurrentTargetId;

    private static RoundDecision Best(List<Prospect> prospects, List<Prospect> ready, PlanningInput input, NightSky sky, bool explains)
    {
        var scores = ready.ToDictionary(p => p, p => Score.Of(p, IsCurrent(p, input), input, sky));
        var kept = ready.Find(p => IsCurrent(p, input) && IsKept(p, input));
        var best = kept ?? ready.MaxBy(p => scores[p])!;
        return Round(best, !explains ? [] : [.. prospects.Where(p => p != best).Select(p => new Rejection(
            p.Target.TargetId,
            p.Target.Name,
            scores.TryGetValue(p, out var score) ? Beaten(score, best, scores[best], kept is not null) : Reasons.WhyNot(p, input),
            Reasons.UpAgain(p, input.Now)))], input);
    }

    private static RoundDecision Round(Prospect best, IReadOnlyList<Rejection> rejected, PlanningInput input)
    {
        var (slots, window) = best.RoundAt(input.Now);
        return new(best.Target, slots, window, rejected) { Flips = best.FlipIsDue(input.Now), Deadline = best.FlipEnds(input.Now) };
    }

    private static string Beaten(double score, Prospect best, double bestScore, bool kept) => kept
        ? $"{best.Target.Name} keeps its minimum time."
        : FormattableString.Invariant($"{best.Target.Name} scores {bestScore:0.00}, this target {score:0.00}.");

    /// <summary>A target is kept for its minimum time, and beyond it to its end when what is left then is too short for it to be taken again.</summary>
    private static bool IsKept(Prospect prospect, PlanningInput input)
    {
        if (input.CurrentSince is not { } since)
            return false;
        var minimumEnds = since + prospect.Target.MinimumTime;
        return input.Now < minimumEnds || prospect.EndTime(input.Now) - minimumEnds < prospect.Target.MinimumTime;
    }
}
