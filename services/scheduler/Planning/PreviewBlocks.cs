namespace Sync.Scheduler.Planning;

/// <summary>Rounds of one target after another, told as one stretch.</summary>
internal sealed class PreviewBlocks
{
    private readonly List<PreviewBlock> blocks = [];
    private readonly Dictionary<(string Camera, Guid PlanId), PreviewCamera> cameras = [];
    private RoundDecision? last;

    public IReadOnlyList<PreviewBlock> All => blocks;

    public void Add(RoundDecision round, DateTimeOffset from, DateTimeOffset until)
    {
        var isNew = last?.Target.TargetId != round.Target.TargetId;
        last = round;
        if (isNew)
            cameras.Clear();
        foreach (var slot in round.Slots)
        {
            var key = (slot.Camera, slot.PlanId);
            var before = cameras.TryGetValue(key, out var camera) ? camera.Count : 0;
            cameras[key] = new(slot.Camera, slot.Kind, slot.PlanId, slot.Filter, slot.Exposure.TotalSeconds, before + slot.Frames);
        }

        var block = new PreviewBlock(
            isNew ? from.UtcDateTime : blocks[^1].From,
            until.UtcDateTime,
            round.Target.Project,
            round.Target.Name,
            round.Target.TargetId,
            [.. cameras.Values],
            isNew ? 1 : blocks[^1].Rounds + 1,
            isNew ? round.Window.TotalSeconds : Math.Max(blocks[^1].RoundSeconds, round.Window.TotalSeconds));
        if (isNew)
            blocks.Add(block);
        else
            blocks[^1] = block;
    }
}
