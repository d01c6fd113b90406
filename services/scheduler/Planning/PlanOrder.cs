namespace Sync.Scheduler.Planning;

/// <summary>What one camera takes next of a target.</summary>
/// <param name="Offer">The plan, as this camera serves it.</param>
/// <param name="AtMost">Frames in a row before it is another's turn.</param>
/// <param name="Item">Place in the target's own order, from 0; null without one.</param>
/// <param name="DithersBefore">Whether that order has a dither before it.</param>
internal sealed record Choice(Offer Offer, int AtMost = int.MaxValue, int? Item = null, bool DithersBefore = false);

/// <summary>
/// Which of the possible plans a camera serves: Target Scheduler's exposure selectors, each camera with a turn of its own. The smart order
/// comes before the target's own, that before the filter cadence, and that before one plan after the other.
/// </summary>
internal static class PlanOrder
{
    /// <summary>Plans whose exposures fear the moon alike take turns.</summary>
    private const double Alike = 0.01;

    /// <param name="target">whose plans they are</param>
    /// <param name="turn">what the camera took last of it; null for nothing</param>
    /// <param name="possible">the plans that it can serve now, in their order; enumerated as far as need be</param>
    /// <returns>null when none is</returns>
    public static Choice? Pick(TargetToPlan target, Turn? turn, IEnumerable<Offer> possible)
    {
        if (target.SmartOrder)
            return Smart(target.SwitchEvery, turn, [.. possible]);
        if (target.Order.Count > 0)
            return Own(target.Order, turn, [.. possible]);
        return target.SwitchEvery > 0
            ? Cadence(target.SwitchEvery, turn, [.. target.Plans.Select(p => p.PlanId)], [.. possible])
            : possible.FirstOrDefault() is { } first ? new(first) : null;
    }

    /// <summary>Those first that fear the moon most, while they can be had.</summary>
    private static Choice? Smart(int switchEvery, Turn? turn, List<Offer> possible)
    {
        if (possible.Count == 0)
            return null;
        var most = possible.Max(o => o.MoonAversion);
        var alike = possible.FindAll(o => most - o.MoonAversion <= Alike);
        return switchEvery > 0 && alike.Count > 1
            ? Cadence(switchEvery, turn, [.. alike.Select(o => o.Plan.PlanId)], alike)
            : new(possible.Find(o => o.MoonAversion == most)!);
    }

    /// <summary>So many of each in turn; whose turn can't be taken is passed over.</summary>
    private static Choice? Cadence(int switchEvery, Turn? turn, List<Guid> plans, List<Offer> possible)
    {
        var last = turn is null ? -1 : plans.IndexOf(turn.PlanId);
        var begun = last < 0 ? 0 : turn!.Frames % switchEvery;
        for (var step = begun > 0 ? 0 : 1; step <= plans.Count; step++)
        {
            var plan = plans[(last + step) % plans.Count];
            if (possible.Find(o => o.Plan.PlanId == plan) is { } offer)
                return new(offer, step == 0 ? switchEvery - begun : switchEvery);
        }

        return null;
    }

    /// <summary>From behind the last one taken on, round and round. Dithers that are passed on the way are made, also those before what is passed over.</summary>
    private static Choice? Own(IReadOnlyList<Guid?> order, Turn? turn, List<Offer> possible)
    {
        var from = turn?.Item is { } last ? last + 1 : 0;
        var dithers = false;
        for (var step = 0; step < order.Count; step++)
        {
            var item = (from + step) % order.Count;
            if (order[item] is not { } plan)
                dithers = true;
            else if (possible.Find(o => o.Plan.PlanId == plan) is { } offer)
                return new(offer, order.Skip(item).TakeWhile(p => p == plan).Count(), item, dithers);
        }

        return null;
    }
}
