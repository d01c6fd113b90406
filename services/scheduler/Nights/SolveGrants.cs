using Sync.Contracts;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Nights;

/// <summary>What the telescopes looked at when a camera was last let find out how its field lies; no side where the mount does not tell.</summary>
public sealed record SolvedField(Guid TargetId, SideOfPier? Side);

/// <summary>
/// Who finds out in the next round how its field lies, and turns it, instead of exposing: every camera that can and has not yet looked
/// at that target from that side of the pier. The others expose meanwhile, for its field is worth nothing to them.
/// </summary>
internal static class SolveGrants
{
    /// <param name="decision">of the planner, in which some may focus</param>
    /// <param name="cameras">as they were last heard</param>
    /// <param name="solved">what each was last let solve</param>
    /// <param name="side">of the pier, as the telescopes stand; null where the mount does not tell</param>
    /// <param name="options">how long</param>
    /// <param name="now">when the round would begin</param>
    /// <returns>the same with a longer window where a camera solves</returns>
    public static Decision In(
        Decision decision, IReadOnlyList<CameraHeartbeat> cameras, IReadOnlyDictionary<string, SolvedField> solved, SideOfPier? side, SolveSlotOptions options, DateTimeOffset now)
    {
        if (decision is not RoundDecision round)
            return decision;
        var due = round.Slots.Where(s => s.TakesFrames && Fits(s) && IsDue(s.Camera)).Select(s => s.Camera).ToHashSet();
        return due.Count == 0 ? decision : round with
        {
            Slots = [.. round.Slots.Select(s => due.Contains(s.Camera) ? s with { Exposure = options.Within, Frames = 1, Solves = true } : s)],
            Window = round.Window > options.Within ? round.Window : options.Within,
        };

        bool Fits(CameraSlot slot) => now + options.Within <= slot.Until && !(now + options.Within > round.Deadline);

        bool IsDue(string camera) => cameras.Any(c => c.Camera == camera && c.Solves)
            && (round.Flips || solved.GetValueOrDefault(camera) != new SolvedField(round.Target.TargetId, side));
    }

    /// <summary>A round is closed. Who had no part in it will have one in the next; who tried and failed goes on with its field as it lies.</summary>
    public static void Closed(Night night, RoundClosed round)
    {
        var solved = round.Cameras.Where(c => round.Opened && c.End != SlotEnd.LeftOut).Select(c => c.Camera).ToHashSet();
        foreach (var camera in night.Solving.Where(solved.Contains))
            night.Solved[camera] = new(night.TargetId!.Value, night.Side);
        night.Solving = [];
    }
}
