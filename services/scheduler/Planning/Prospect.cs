using Sync.Astro.Coordinates;

namespace Sync.Scheduler.Planning;

/// <summary>One target, asked what the cameras could do on it at an instant.</summary>
internal sealed class Prospect
{
    private readonly PlanningInput input;
    private readonly Circumstances circumstances;
    private readonly Visibility visibility;
    private readonly FlipTime flip;
    private (DateTimeOffset At, IReadOnlyList<Choice> Choices)? known;
    private (DateTimeOffset At, double Degrees)? fromMoon;

    public Prospect(TargetToPlan target, Circumstances circumstances)
    {
        Target = target;
        this.circumstances = circumstances;
        input = circumstances.Input;
        visibility = circumstances.Sky.Of(target);
        flip = new(input.Flip, target.TargetId == input.CurrentTargetId ? input.Pointing : null, visibility);
        IsComplete = true;
        foreach (var plan in target.Plans)
        {
            if (!target.Wants(plan))
                continue;
            IsComplete = false;
            if (target.LeftBecause is null)
                NightSpan = Span.Around(NightSpan, circumstances.Of(plan.Kind).Night);
        }
    }

    public TargetToPlan Target { get; }

    public bool IsComplete { get; }

    /// <summary>From the first dusk to the last dawn of the plans that can be served; null when none can be, or it is never dark enough.</summary>
    public Span? NightSpan { get; }

    /// <summary>A filter that would have to be there for any exposure; null when some camera can serve some plan.</summary>
    public string? MissingFilter => Target.Plans.Where(Target.Wants).Select(p => circumstances.Of(p.Kind)).ToList() is { Count: > 0 } kinds && !kinds.Exists(k => k.CanBeServed)
        ? kinds[0].Cameras.Select(c => c.Variant.Filter).FirstOrDefault()
        : null;

    public IReadOnlyList<Span> Spans => visibility.Spans;

    /// <summary>When the target stops being possible, if it is up; visibility and dawn, not the end of the night.</summary>
    public DateTimeOffset? EndTime(DateTimeOffset at) =>
        NightSpan is { } night ? visibility.At(at)?.Cut(night)?.Until : null;

    /// <summary>Whether the telescopes may turn to it: it stays possible for the minimum time, or until the night is to end.</summary>
    public bool LastsFrom(DateTimeOffset at)
    {
        var needed = at + Target.MinimumTime;
        return EndTime(at) >= (input.Ends < needed ? input.Ends : needed);
    }

    /// <summary>Whether the telescopes look at it from the wrong side of the pier.</summary>
    public bool FlipIsDue(DateTimeOffset at) => flip.IsDue(at);

    /// <summary>When all its exposures must have ended for a flip; null when none is ahead.</summary>
    public DateTimeOffset? FlipEnds(DateTimeOffset at) => flip.EndsAt(at);

    /// <summary>When it goes on behind a flip, where nothing but that hinders it now; null where that is not so.</summary>
    public DateTimeOffset? FlipAwaited(DateTimeOffset at) =>
        NightSpan is not null && flip.BeginsAt(at) is { } from && OffersAt(at).Count == 0 && OffersAt(from).Count > 0 ? from : null;

    /// <summary>
    /// What each camera would do. Camera by camera the plan whose turn it is, of those that still want a frame and may have it: so all serve one
    /// plan where they can, and each falls back on its own next one where it can't. Never more than remains.
    /// </summary>
    public IReadOnlyList<Choice> OffersAt(DateTimeOffset at)
    {
        if (known?.At != at)
            known = (at, Choose(at));
        return known.Value.Choices;
    }

    /// <summary>What a round would be at an instant at which there are slots, and how long.</summary>
    public (IReadOnlyList<CameraSlot> Slots, TimeSpan Window) RoundAt(DateTimeOffset at)
    {
        var up = visibility.At(at)!.Value;
        var choices = OffersAt(at);
        var window = RoundFrames.Of(input.Pacing, [.. choices.Select(c => (c.Offer, Most(c, up, at)))]);
        return ([.. choices
            .Select(c => Slot(c, window.Frames.GetValueOrDefault(c.Offer.Camera.Name), up, at))
            .Where(s => s.Frames > 0)], window.Length);
    }

    /// <summary>What a camera could do in a round of others: of the plans with an exposure that fits the one whose turn it is. For one camera.</summary>
    public CameraSlot? SlotWithin(TimeSpan window, DateTimeOffset at)
    {
        if (visibility.At(at) is not { } up)
            return null;
        var possible = Offers(0).Where(o => o.Exposure <= window && Refusal(o, up, at) is null);
        if (PlanOrder.Pick(Target, Target.Turns.GetValueOrDefault(input.Cameras[0].Name), possible) is not { } choice)
            return null;
        var run = new CameraRun(choice.Offer.Camera.Name, choice.Offer.Exposure, choice.Offer.Camera.Readout ?? TimeSpan.Zero, Most(choice, up, at));
        return Slot(choice, run.FramesIn(window), up, at);
    }

    /// <summary>How much the plan that the cameras would serve fears the moon, 0 to 1; of several the most.</summary>
    public double MoonAversion(DateTimeOffset at) => OffersAt(at).Select(c => c.Offer.MoonAversion).DefaultIfEmpty().Max();

    /// <summary>Whether no flip falls into the target's minimum time from here on, nor is one ahead of it at all.</summary>
    public bool IsClearOfFlip(DateTimeOffset at)
    {
        if (input.Flip is not { } rule || visibility.TransitIn(circumstances.Sky.Night) is not { } transit)
            return true;
        var flips = rule.Begins(transit);
        return flips < at || at + Target.MinimumTime < flips;
    }

    /// <summary>Why each plan that still wants frames can't have one, said once each.</summary>
    public IReadOnlyList<string> Refusals(DateTimeOffset at)
    {
        if (visibility.At(at) is not { } up)
            return [];
        var byPlan = Enumerable.Range(0, input.Cameras.Count).SelectMany(Offers).GroupBy(o => o.Plan.Kind.Name).Select(g =>
            (Kind: g.Key, Reason: string.Join(" or ", g.Select(o => Refusal(o, up, at)).OfType<string>().Distinct()))).ToList();
        return byPlan.Select(p => p.Reason).Distinct().Count() == 1
            ? [byPlan[0].Reason]
            : [.. byPlan.Select(p => $"{p.Kind}: {p.Reason}")];
    }

    private List<Choice> Choose(DateTimeOffset at)
    {
        List<Choice> taking = [];
        if (visibility.At(at) is not { } up || NightSpan is null)
            return taking;
        for (var camera = 0; camera < input.Cameras.Count; camera++)
        {
            var possible = Offers(camera).Where(o => taking.Count(c => c.Offer.Plan.PlanId == o.Plan.PlanId) < o.Plan.Remaining && Refusal(o, up, at) is null);
            if (PlanOrder.Pick(Target, Target.Turns.GetValueOrDefault(input.Cameras[camera].Name), possible) is { } choice)
                taking.Add(choice);
        }

        return taking;
    }

    /// <summary>The plans that want frames, as one camera would serve them.</summary>
    private IEnumerable<Offer> Offers(int camera)
    {
        foreach (var plan in Target.Plans)
        {
            if (Target.Wants(plan))
                yield return new(plan, circumstances.Of(plan.Kind).Cameras[camera]);
        }
    }

    private string? Refusal(Offer offer, Span up, DateTimeOffset at)
    {
        var ends = at + offer.Exposure;
        if (!offer.By.CanServe)
            return $"no camera has its filter \"{offer.Variant.Filter}\"";
        if (offer.By.Dark is not { } dark || !dark.Holds(at, ends))
            return "the sky is too bright";
        if (ends > up.Until)
            return "the target leaves its altitude before an exposure would end";
        if (ends > flip.EndsAt(at))
            return "the mount must flip before an exposure would end";
        if (ends > input.Ends)
            return "an exposure would last beyond the end of the night";
        return MoonPermits(offer.Variant, at) ? null : "the moon is too near";
    }

    private CameraSlot Slot(Choice choice, int frames, Span up, DateTimeOffset at) =>
        choice.Offer.Slot(Target) with { Frames = frames, Until = Until(choice.Offer, up, at), Item = choice.Item, DithersBefore = choice.DithersBefore };

    private DateTimeOffset Until(Offer offer, Span up, DateTimeOffset at) =>
        new[] { offer.By.Dark!.Value.Until, up.Until, input.Ends, flip.EndsAt(at) }.OfType<DateTimeOffset>().Min();

    /// <summary>How many frames, one after the other, all that permits one permits to the end of the last.</summary>
    private int Most(Choice choice, Span up, DateTimeOffset at)
    {
        var offer = choice.Offer;
        if (input.Pacing.Mode == RoundMode.Strict || offer.Camera.Readout is not { } readout)
            return 1;
        var run = new CameraRun(offer.Camera.Name, offer.Exposure, readout, Math.Min(choice.AtMost, offer.Plan.Remaining));
        var (left, atMost) = (Until(offer, up, at) - at, input.Pacing.Mode == RoundMode.Packed ? input.Pacing.WindowAtMost : TimeSpan.MaxValue);
        var most = Math.Max(1, run.FramesIn(left < atMost ? left : atMost));
        while (most > 1 && !MoonPermits(offer.Variant, at + run.Length(most)))
            most--;
        return most;
    }

    private bool MoonPermits(KindVariant variant, DateTimeOffset at)
    {
        if (variant.Moon is not { } rule)
            return true;
        var moon = circumstances.Sky.MoonAt(at);
        if (fromMoon?.At != at)
            fromMoon = (at, Sky.SeparationDegrees(moon.Position, Target.Position));
        return rule.Permits(moon, fromMoon.Value.Degrees);
    }
}
