using MassTransit;
using Sync.Contracts;
using Sync.Ledger.Messages;
using Sync.Scheduler.Events;
using Sync.Scheduler.Planning;
using Sync.Script;

namespace Sync.Scheduler.Nights;

/// <summary>What the night's script wants done between rounds: which event comes when, one at a time, and how the night goes on.</summary>
internal sealed class NightEvents(Playbook playbook, Observatory observatory, Tonight tonight, TimeProvider time)
{
    /// <summary>A wait without targets looks again so often whether somebody has added some.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FinishAtMost = TimeSpan.FromHours(12);

    private DateTimeOffset Now => time.GetUtcNow();

    public void Start(Night night) => night.Due.Add(new(Occasion.Prepare, null));

    /// <summary>A round is over in which these cameras took frames.</summary>
    public void Exposed(Night night, IEnumerable<string> cameras)
    {
        if (cameras.ToList() is { Count: > 0 } exposed)
            night.Due.Add(new(Occasion.AfterEachExposure, night.TargetName) { Cameras = exposed });
    }

    /// <summary>Begins the first event that is due and has something to do.</summary>
    /// <returns>false when there is none</returns>
    public async Task<bool> Begin(BehaviorContext<Night> context, IReadOnlyList<string> cameras)
    {
        var night = context.Saga;
        while (night.Due.Count > 0)
        {
            if (await Begin(context, night.Due[0], cameras, Daylight.After(observatory.Site, night.Ends, Now)))
                return true;
            night.Due.RemoveAt(0);
        }
        return false;
    }

    /// <summary>Begins what comes before the night does what was decided.</summary>
    /// <returns>false when nothing does</returns>
    public Task<bool> BeginBefore(BehaviorContext<Night> context, Decision decision, IReadOnlyList<TargetToPlan> targets, IReadOnlyList<string> cameras)
    {
        var night = context.Saga;
        var next = new Outlook((decision as RoundDecision)?.Target.TargetId, decision is DoneDecision);
        var (due, then) = Occasions.Before(night.Standing, next, id => targets.FirstOrDefault(t => t.TargetId == id) is { } t && t.Plans.All(p => p.Accepted >= p.Desired));
        night.Standing = then;
        night.Due.AddRange(due.Select(d => new DueEvent(d.Occasion, d.Target is { } id ? targets.FirstOrDefault(t => t.TargetId == id)?.Name ?? night.TargetName : null)));
        return Begin(context, cameras);
    }

    /// <summary>The script may want a night to go on though nothing can be exposed any more.</summary>
    public Decision GoesOn(Decision decision, Night night, bool projectsRemain)
    {
        if (decision is not DoneDecision done || playbook.While.Contains(Condition.Targets))
            return decision;
        var day = Daylight.After(observatory.Site, night.Ends, Now);
        if (Now >= day || (playbook.While.Contains(Condition.Projects) && !projectsRemain))
            return decision;
        return new WaitDecision(Now + LookAgain < day ? Now + LookAgain : day, $"new targets: {done.Reason}", WaitCause.Target, done.Rejected);
    }

    /// <summary>What was not safe may end the night.</summary>
    public void EndIfUnsafe(Night night)
    {
        if (night.IsUnsafe && playbook.While.Contains(Condition.Safe))
            night.StopReason ??= $"It is not safe to be out: {night.UnsafeReason}.";
    }

    public void Over(BehaviorContext<Night, EventEnded> context)
    {
        (context.Saga.EventId, context.Saga.Errand) = (null, null);
        if (context.Saga.Due.Count > 0)
            context.Saga.Due.RemoveAt(0);
    }

    /// <summary>Something more important came. The event is begun anew when the night goes on.</summary>
    public async Task Cut(BehaviorContext<Night> context)
    {
        if (context.Saga.EventId is not { } id)
            return;
        (context.Saga.EventId, context.Saga.Errand) = (null, null);
        await context.Ledger().Send(Addresses.Event, new CutEvent { EventId = id });
    }

    /// <summary>The mount is parked, or nobody knows: what is to be done at the end of every night.</summary>
    public async Task Finish(BehaviorContext<Night> context, IReadOnlyList<string> cameras)
    {
        context.Saga.Due = [new(Occasion.Finish, null)];
        if (await Begin(context, context.Saga.Due[0], cameras, Now + FinishAtMost))
            context.Saga.MoveId = null;
    }

    private async Task<bool> Begin(BehaviorContext<Night> context, DueEvent due, IReadOnlyList<string> cameras, DateTimeOffset latest)
    {
        var (night, part) = (context.Saga, due.Cameras is { } only ? [.. cameras.Intersect(only)] : cameras);
        if (playbook.At(due.Occasion, part).Count == 0)
            return false;
        (night.EventId, night.WaitReason) = (NewId.NextGuid(), $"the script's {due.Occasion}");
        await context.Ledger().Send(Addresses.Event, new BeginEvent
        {
            EventId = night.EventId.Value, NightId = night.CorrelationId, Occasion = due.Occasion, Target = due.Target, Cameras = part, Latest = latest,
        });
        tonight.Show(context.Ledger(), night, due.Occasion == Occasion.Finish ? "Parking" : null);
        return true;
    }
}

/// <summary>An event that is to come.</summary>
/// <param name="Occasion">what happened</param>
/// <param name="Target">that it is about; null for none</param>
public sealed record DueEvent(Occasion Occasion, string? Target)
{
    /// <summary>The only ones that take part; null for all that are there.</summary>
    public IReadOnlyList<string>? Cameras { get; init; }
}
