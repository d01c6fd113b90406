using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Planning;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Watch;

namespace Sync.Scheduler.Nights;

/// <summary>What the night asks the planner, and what becomes of the answer before it is followed.</summary>
internal sealed partial class NightPlan(
    RoundOptions rounds, FlipOptions flip, FocusSlotOptions focus, SolveSlotOptions solve, Observatory observatory, SkyPledge pledge, TimeProvider time,
    ILogger<NightPlan> log)
{
    private string? refused;

    /// <summary>A target whose rounds are longer than dither stays by itself is left for the night, and why is said.</summary>
    /// <returns>what is next, and all targets that there are</returns>
    public (Decision Decision, IReadOnlyList<TargetToPlan> Targets) Next(Transaction t, Night night, IReadOnlyList<CameraHeartbeat> cameras)
    {
        while (true)
        {
            var question = Question(t, night, cameras);
            var decision = Planner.Next(question);
            if (decision is not RoundDecision round || TooLong(round) is not { } why)
                return (decision, question.Targets);
            night.Left[round.Target.TargetId] = why;
            IsLeft(log, round.Target.Name, why);
        }
    }

    /// <summary>Focus first: without it there may be no stars to solve by. Nobody does either where that takes longer than dither stays by itself.</summary>
    public Decision Granted(Night night, Decision decision, IReadOnlyList<CameraHeartbeat> cameras)
    {
        var now = time.GetUtcNow();
        var granted = SolveGrants.In(FocusGrants.In(decision, cameras, night.Focused, focus, now), cameras, night.Solved, night.Side, solve, now);
        if (granted is not RoundDecision round || TooLong(round) is not { } why)
            return granted;
        if (refused != why)
            Refused(log, why);
        refused = why;
        return decision;
    }

    /// <summary>All that is known, for the planner.</summary>
    public PlanningInput Question(Transaction t, Night night, IReadOnlyList<CameraHeartbeat> cameras) => new()
    {
        Now = time.GetUtcNow(),
        Site = observatory.Site,
        Ends = night.Ends,
        Targets = NightFlips.Mark(night, CatalogueStore.Plannable(t)),
        Cameras = [.. cameras.Select(c => new CameraToPlan(c.Camera, c.Profile, c.Filters, c.Readout))],
        CurrentTargetId = night.TargetId,
        CurrentSince = night.TargetSince,
        Pointing = NightFlips.PointingOf(night),
        Flip = flip.Rule,
        Pacing = rounds.Pacing,
    };

    /// <summary>Why dither does not stay by itself for as long as it would take; null when it does.</summary>
    public string? TooLong(RoundDecision round) => pledge.TooLong(rounds.LeaseOf(round.Window, severalFrames: round.Slots.Any(s => s.Frames > 1)));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Target} is left for this night. {Why}")]
    private static partial void IsLeft(ILogger log, string target, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "No camera is let look for its focus, or solve its field. {Why}")]
    private static partial void Refused(ILogger log, string why);
}
