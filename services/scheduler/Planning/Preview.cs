namespace Sync.Scheduler.Planning;

/// <summary>Runs the planner through a night ahead of time.</summary>
public static class Preview
{
    /// <summary>Between the shutters of one round and those of the next: download, preparation, now and then a dither or slew.</summary>
    public static readonly TimeSpan Overhead = TimeSpan.FromSeconds(15);

    /// <summary>Of a camera that has not been measured: in its second round it will have been.</summary>
    public static readonly TimeSpan AssumedReadout = TimeSpan.FromSeconds(3);

    private const int RoundsAtMost = 20_000;

    /// <summary>
    /// What the planner would do from <see cref="PlanningInput.Now"/> to the end of that night, when every frame comes and none is rejected.
    /// </summary>
    public static PreviewOfNight Of(PlanningInput input) => Of(input, Overhead);

    /// <inheritdoc cref="Of(PlanningInput)"/>
    public static PreviewOfNight Of(PlanningInput input, TimeSpan overhead)
    {
        var sky = new NightSky(input.Site, input.Now, input.Skyline);
        var blocks = new PreviewBlocks();
        List<PreviewWait> waits = [];
        IReadOnlyList<Rejection>? rejected = null;
        var reason = "";
        for (var round = 0; round < RoundsAtMost && reason.Length == 0; round++)
        {
            switch (Planner.Next(input, sky, explains: rejected is null))
            {
                case RoundDecision decision:
                    rejected ??= decision.Rejected;
                    var ends = input.Now + decision.Window;
                    blocks.Add(decision, input.Now, ends);
                    input = After(input, decision, ends + overhead);
                    break;
                case WaitDecision wait:
                    waits.Add(new(input.Now.UtcDateTime, wait.Until.UtcDateTime, wait.Reason));
                    input = input with { Now = wait.Until };
                    break;
                case DoneDecision done:
                    rejected ??= done.Rejected;
                    reason = done.Reason;
                    break;
            }
        }

        return PreviewOfNight.From(sky, blocks.All, waits, reason, rejected ?? [], overhead);
    }

    private static Dictionary<string, Turn> Turned(RoundDecision decision)
    {
        var turns = new Dictionary<string, Turn>(decision.Target.Turns);
        foreach (var slot in decision.Slots)
            turns[slot.Camera] = Turn.After(turns.GetValueOrDefault(slot.Camera), slot.PlanId, slot.Frames, slot.Item);
        return turns;
    }

    /// <summary>What is known behind a round of which every frame comes.</summary>
    internal static PlanningInput After(PlanningInput input, RoundDecision decision, DateTimeOffset now)
    {
        var taken = decision.Slots.GroupBy(s => s.PlanId).ToDictionary(g => g.Key, g => g.Sum(s => s.Frames));
        var target = decision.Target with
        {
            Plans = [.. decision.Target.Plans.Select(p => p with { Pending = p.Pending + taken.GetValueOrDefault(p.PlanId) })],
            Turns = Turned(decision),
        };
        var measured = decision.Slots.Select(s => s.Camera).ToHashSet();
        var isSame = input.CurrentTargetId == target.TargetId;
        return input with
        {
            Now = now,
            Cameras = [.. input.Cameras.Select(c => measured.Contains(c.Name) ? c with { Readout = c.Readout ?? AssumedReadout } : c)],
            Targets = [.. input.Targets.Select(t => t.TargetId == target.TargetId ? target : t)],
            CurrentTargetId = target.TargetId,
            CurrentSince = isSame ? input.CurrentSince : input.Now,
            Pointing = isSame && !decision.Flips ? input.Pointing : new(input.Now, Flipped: null),
        };
    }
}
