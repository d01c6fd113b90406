using Sync.Contracts;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Nights;

/// <summary>
/// Who looks for the focus in the next round instead of exposing: every camera for which that is due, and then those that will need it
/// soon as well, for the others wait for one run about as long as for several. The others expose meanwhile.
/// </summary>
internal static class FocusGrants
{
    /// <param name="decision">of the planner</param>
    /// <param name="cameras">as they were last heard</param>
    /// <param name="focused">when each was last let</param>
    /// <param name="options">how long, how often, how soon</param>
    /// <param name="now">when the round would begin</param>
    /// <returns>the same with a longer window where a camera focuses</returns>
    public static Decision In(
        Decision decision, IReadOnlyList<CameraHeartbeat> cameras, IReadOnlyDictionary<string, DateTimeOffset> focused, FocusSlotOptions options, DateTimeOffset now)
    {
        if (decision is not RoundDecision round)
            return decision;
        var may = cameras.Where(c => c.FocusNeedPercent is not null && !(now - focused.GetValueOrDefault(c.Camera) < options.AgainAfter)).ToList();
        if (!may.Exists(c => c.FocusNeedPercent >= 100 && round.Slots.Any(s => s.Camera == c.Camera && Fits(s))))
            return decision;
        var along = may.Where(c => c.FocusNeedPercent >= options.AlongPercent).ToDictionary(c => c.Camera);
        return round with
        {
            Slots = [.. round.Slots.Select(s => along.TryGetValue(s.Camera, out var camera) && Fits(s) ? Focus(s, camera, options) : s)],
            Window = round.Window > options.Within ? round.Window : options.Within,
        };

        bool Fits(CameraSlot slot) => now + options.Within <= slot.Until;
    }

    /// <summary>A round that never opened let nobody focus.</summary>
    public static void TakeBack(Dictionary<string, DateTimeOffset> focused, IEnumerable<string> cameras)
    {
        foreach (var camera in cameras)
            focused.Remove(camera);
    }

    /// <summary>Through the filter that it would have used.</summary>
    private static CameraSlot Focus(CameraSlot slot, CameraHeartbeat camera, FocusSlotOptions options) => slot with
    {
        Exposure = options.Within,
        Frames = 1,
        FocusesBecause = camera.FocusReason ?? "It asked to.",
    };
}
