namespace Sync.Scheduler.Planning;

/// <summary>What to do when no target is possible now: wait for the first that will be, or call it a night.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    public static Decision For(List<Prospect> prospects, PlanningInput input, NightSky sky)
    {
        if (input.Cameras.Count == 0)
            return ForCameras(input, sky);
        var rejected = prospects.ConvertAll(p => new Rejection(
            p.Target.TargetId, p.Target.Name, Reasons.WhyNot(p, input), PossibleFrom(p, input)));
        return rejected.MinBy(r => r.PossibleFrom ?? DateTimeOffset.MaxValue) is { PossibleFrom: { } from } first
            ? WaitFor(prospects[rejected.IndexOf(first)], from, input, rejected)
            : new DoneDecision(Done(prospects, input, sky), rejected);
    }

    /// <summary>The telescopes stay with their target.</summary>
    public static WaitDecision ForFlip(Prospect prospect, DateTimeOffset from, List<Prospect> prospects, PlanningInput input)
    {
        var rejected = prospects.ConvertAll(p => new Rejection(
            p.Target.TargetId, p.Target.Name, Reasons.WhyNot(p, input), p == prospect ? from : Reasons.UpAgain(p, input.Now)));
        var until = WholeSecond(from);
        return new(until, $"Waiting for {prospect.Target.Name} until {Reasons.Time(until)}, when the mount can flip.", WaitCause.Flip, rejected);
    }

    /// <summary>What hinders the target to the last: before dusk a target may be down as well, and it is the later of both that is waited for.</summary>
    private static WaitDecision WaitFor(Prospect prospect, DateTimeOffset from, PlanningInput input, IReadOnlyList<Rejection> rejected)
    {
        var last = from - TimeSpan.FromSeconds(1);
        var until = input with { Now = last > input.Now ? last : input.Now };
        var cause = until.Now < prospect.NightSpan?.From ? WaitCause.Darkness : WaitCause.Target;
        var reason = $"Waiting for {prospect.Target.Name} until {Reasons.Time(from)}. {Reasons.WhyNot(prospect, until)}";
        return new WaitDecision(from, reason, cause, rejected);
    }

    /// <summary>The first instant after now at which the telescopes could turn to it; null when not tonight. Good to a second, to a minute where the moon decides.</summary>
    internal static DateTimeOffset? PossibleFrom(Prospect prospect, PlanningInput input)
    {
        if (prospect.NightSpan is not { } night)
            return null;
        foreach (var span in prospect.Spans)
        {
            if (span.Cut(night)?.Cut(new(input.Now, DateTimeOffset.MaxValue)) is { } usable && Within(usable, prospect) is { } from)
                return from;
        }

        return null;
    }

    private static DateTimeOffset? Within(Span usable, Prospect prospect)
    {
        var impossible = usable.From;
        for (var at = WholeSecond(usable.From); at < usable.Until && prospect.LastsFrom(at); at += Step)
        {
            if (prospect.OffersAt(at).Count > 0)
                return Refined(impossible, at, prospect);
            impossible = at;
        }

        return null;
    }

    private static DateTimeOffset Refined(DateTimeOffset impossible, DateTimeOffset possible, Prospect prospect)
    {
        while (possible - impossible > TimeSpan.FromSeconds(1))
        {
            var middle = WholeSecond(impossible + ((possible - impossible) / 2));
            if (middle >= possible)
                break;
            (impossible, possible) = prospect.OffersAt(middle).Count > 0 ? (impossible, middle) : (middle, possible);
        }

        return possible;
    }

    /// <summary>Not before the instant: who sleeps until then must not wake too early.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset instant)
    {
        var rest = instant.UtcTicks % TimeSpan.TicksPerSecond;
        return rest == 0 ? instant : instant.AddTicks(TimeSpan.TicksPerSecond - rest);
    }

    private static Decision ForCameras(PlanningInput input, NightSky sky)
    {
        var ends = input.Ends < sky.Night.NextNoon ? input.Ends.Value : sky.Night.Sunrise ?? sky.Night.NextNoon;
        return input.Now + Step < ends
            ? new WaitDecision(input.Now + Step, "Waiting for a camera: none takes part.", WaitCause.Cameras, [])
            : new DoneDecision("The night is over, and no camera takes part.", []);
    }

    private static string Done(List<Prospect> prospects, PlanningInput input, NightSky sky)
    {
        if (prospects.Count == 0)
            return "The catalogue has no active target in an active project.";
        if (prospects.TrueForAll(p => p.IsComplete))
            return "Every exposure plan of every active target is complete.";
        if (input.Ends < sky.Night.NextNoon)
            return $"Nothing more can be exposed before the night ends at {Reasons.Time(input.Ends.Value)}.";
        return sky.Night.Sunrise is { } sunrise
            ? $"Nothing more can be exposed before sunrise at {Reasons.Time(sunrise)}."
            : "Nothing more can be exposed tonight.";
    }
}
