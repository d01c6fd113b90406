using MassTransit;
using Sync.Contracts;
using Sync.Scheduler.Events;

namespace Sync.Scheduler.Nights;

/// <summary>From the first camera to the parked mount: the story of one night.</summary>
internal sealed class NightStateMachine : MassTransitStateMachine<Night>
{
    private readonly NightConduct conduct;
    private readonly NightRequests requests;
    private readonly NightShelter shelter;
    private readonly NightEvents events;

    public NightStateMachine(NightConduct conduct, NightRequests requests, NightShelter shelter, NightEvents events, NightJoining joining, NightDisturbances disturbances)
    {
        (this.conduct, this.requests, this.shelter, this.events) = (conduct, requests, shelter, events);
        Wire();

        Initially(
            Choose(When(Started).Then(conduct.Begin)));

        During(Waiting,
            Choose(When(Woken!.Received)),
            When(Joined).If(c => conduct.EndsTheWait(c.Saga), Choose),
            StandStill(When(PauseIsWanted).Then(requests.Pause)));

        During(Paused,
            Choose(When(Resumed).Then(requests.Resume)),
            Finish(When(Woken.Received).Then(requests.NeverResumed)),
            When(PauseIsWanted).Then(requests.IsPaused));

        During(Waiting, Paused, Sheltered, Finish(When(Stopped).Then(requests.Stop).Then(conduct.Stop)));

        During(Scripted,
            When(EventIsOver).If(c => c.Saga.EventId == c.Message.EventId, e => Choose(e.Then(events.Over))),
            StandStill(When(PauseIsWanted).ThenAsync(events.Cut).Then(requests.Pause)),
            Finish(When(Stopped).ThenAsync(events.Cut).Then(requests.Stop).Then(conduct.Stop)),
            When(BecameUnsafe).If(c => NightShelter.IsNews(c.Saga, c.Message.Number), u => Shelter(u.ThenAsync(events.Cut).Then(shelter.Unsafe))));

        During(Waiting, Paused,
            When(BecameUnsafe).If(c => NightShelter.IsNews(c.Saga, c.Message.Number), u => Shelter(u.Then(shelter.Unsafe))));

        During(Sheltered,
            When(BecameUnsafe).If(c => NightShelter.IsNews(c.Saga, c.Message.Number), u => WaitForSafety(u.Then(shelter.Unsafe))),
            When(BecameSafe).If(c => NightShelter.IsNews(c.Saga, c.Message.Number), s => WaitForSafety(s.Then(shelter.Safe))),
            When(Woken.Received).IfElse(
                c => shelter.MayGoOn(c.Saga),
                on => on.IfElse(c => c.Saga.Pausing, StandStill, Choose),
                day => Finish(day.Then(shelter.NeverSafe))),
            When(PauseIsWanted).Then(requests.PauseInShelter),
            When(Resumed).Then(requests.ResumeInShelter).If(c => !c.Saga.IsUnsafe, Choose),
            When(Settled).If(c => c.Saga.Is(c.Message.MoveId), s => s.Then(shelter.Parked).Unschedule(MoveIsOverdue)),
            When(Failed).If(c => c.Saga.Is(c.Message.MoveId), f => f.Then(shelter.NotParked).Unschedule(MoveIsOverdue)),
            When(MoveIsOverdue!.Received).Then(shelter.ParkOverdue));

        During(Moving,
            When(Settled).If(c => c.Saga.Is(c.Message.MoveId), s => s
                .ThenAsync(conduct.Settled).Unschedule(MoveIsOverdue).TransitionTo(Imaging)),
            When(Failed).If(c => c.Saga.Is(c.Message.MoveId), f => f
                .ThenAsync(conduct.Failed).Unschedule(MoveIsOverdue).TransitionTo(Imaging)),
            When(MoveIsOverdue.Received).ThenAsync(conduct.Overdue).TransitionTo(Imaging));

        During(Moving, Imaging,
            When(Stopped).Then(requests.Stop).ThenAsync(conduct.StopTheRound),
            When(Joined).ThenAsync(joining.Offer),
            When(PauseIsWanted).ThenAsync(requests.PauseTheRound),
            When(Resumed).Then(requests.Withdraw),
            When(BecameUnsafe).If(c => NightShelter.IsNews(c.Saga, c.Message.Number), u => u.ThenAsync(shelter.EndTheRound)),
            When(BecameSafe).If(c => NightShelter.IsNews(c.Saga, c.Message.Number), s => s.Then(shelter.Safe)),
            When(RoundIsClosed).If(c => c.Saga.RoundId == c.Message.RoundId, r => r
                .Then(conduct.Closed)
                .IfElse(c => c.Saga.Stopping, Finish, night => night.IfElse(
                    c => c.Saga.IsUnsafe, Shelter, go => go.IfElse(
                        c => c.Saga.Pausing, StandStill, on => on.IfElse(c => c.Saga.Failures > 0, Pause, Choose))))));

        During(Finishing,
            When(Settled).If(c => c.Saga.Is(c.Message.MoveId), s => End(s.Then(conduct.Parked))),
            When(Failed).If(c => c.Saga.Is(c.Message.MoveId), f => End(f.Then(conduct.NotParked))),
            When(MoveIsOverdue.Received).If(c => c.Saga.MoveId is not null, m => End(m.Then(conduct.ParkOverdue))),
            When(EventIsOver).If(c => c.Saga.EventId == c.Message.EventId, e => Over(e.Then(events.Over))),
            When(Stopped).Then(requests.Stop));

        DuringAny(When(Disturbed).ThenAsync(disturbances.Take));
        Refuse();
        Late();
    }

    /// <summary>For an instant: darkness, a target, cameras, or the end of a pause after a failure.</summary>
    public State Waiting { get; private set; } = null!;

    /// <summary>The night's script has something done, and no shutter is open.</summary>
    public State Scripted { get; private set; } = null!;

    /// <summary>By the operator, until somebody resumes it or day comes.</summary>
    public State Paused { get; private set; } = null!;

    /// <summary>It is not safe to be out, or has not been for long: the mount is parked.</summary>
    public State Sheltered { get; private set; } = null!;

    /// <summary>The sky moves, and the next round prepares meanwhile.</summary>
    public State Moving { get; private set; } = null!;

    /// <summary>The sky is still, and a round is under way.</summary>
    public State Imaging { get; private set; } = null!;

    /// <summary>The mount is being parked.</summary>
    public State Finishing { get; private set; } = null!;

    public State Ended { get; private set; } = null!;

    public Event<StartNight> Started { get; private set; } = null!;

    public Event<StopNight> Stopped { get; private set; } = null!;

    public Event<PauseNight> PauseIsWanted { get; private set; } = null!;

    public Event<ResumeNight> Resumed { get; private set; } = null!;

    public Event<SkyUnsafe> BecameUnsafe { get; private set; } = null!;

    public Event<SkySafe> BecameSafe { get; private set; } = null!;

    public Event<EventEnded> EventIsOver { get; private set; } = null!;

    public Event<CameraJoined> Joined { get; private set; } = null!;

    public Event<RoundClosed> RoundIsClosed { get; private set; } = null!;

    public Event<SkySettled> Settled { get; private set; } = null!;

    public Event<MoveFailed> Failed { get; private set; } = null!;

    public Event<SkyDisturbed> Disturbed { get; private set; } = null!;

    public Schedule<Night, Wake>? Woken { get; private set; }

    public Schedule<Night, MoveOverdue>? MoveIsOverdue { get; private set; }

    /// <summary>Asks the planner what is next: a round (behind a move, or at once), a wait, or the end.</summary>
    private EventActivityBinder<Night, T> Choose<T>(EventActivityBinder<Night, T> step)
        where T : class => step
            .ThenAsync(conduct.Choose)
            .Unschedule(Woken)
            .If(c => c.Saga.RoundId is not null, round => round.IfElse(
                c => c.Saga.MoveId is not null,
                move => WatchTheMove(move.InItsRound("watch move")).TransitionTo(Moving),
                still => still.TransitionTo(Imaging)))
            .If(c => c.Saga.EventId is not null, script => script.InNoRound().TransitionTo(Scripted))
            .If(c => c.Saga.WaitsUntil is not null, WaitUntilThen)
            .If(c => c.Saga.Stopping, Finish);

    private EventActivityBinder<Night, T> Pause<T>(EventActivityBinder<Night, T> step)
        where T : class => WaitUntilThen(step.Then(conduct.Pause));

    private EventActivityBinder<Night, T> WaitUntilThen<T>(EventActivityBinder<Night, T> step)
        where T : class => step
            .InNoRound()
            .Schedule(Woken, c => new Wake { NightId = c.Saga.CorrelationId }, c => c.Saga.WaitsUntil!.Value.UtcDateTime)
            .TransitionTo(Waiting);

    private EventActivityBinder<Night, T> StandStill<T>(EventActivityBinder<Night, T> step)
        where T : class => step
            .InNoRound()
            .ThenAsync(requests.StandStill)
            .Schedule(Woken, c => new Wake { NightId = c.Saga.CorrelationId }, c => c.Saga.WaitsUntil!.Value.UtcDateTime)
            .TransitionTo(Paused);

    private EventActivityBinder<Night, T> Shelter<T>(EventActivityBinder<Night, T> step)
        where T : class => step.IfElse(
            c => c.Saga.Stopping, Finish, go => WaitForSafety(WatchTheMove(go.InNoRound().ThenAsync(shelter.Park))));

    private EventActivityBinder<Night, T> WaitForSafety<T>(EventActivityBinder<Night, T> step)
        where T : class => step
            .Then(shelter.Wait)
            .Schedule(Woken, c => new Wake { NightId = c.Saga.CorrelationId }, c => c.Saga.WaitsUntil!.Value.UtcDateTime)
            .TransitionTo(Sheltered);

    private EventActivityBinder<Night, T> Finish<T>(EventActivityBinder<Night, T> step)
        where T : class => WatchTheMove(step.InNoRound().ThenAsync(conduct.Park).Unschedule(Woken)).TransitionTo(Finishing);

    private EventActivityBinder<Night, T> WatchTheMove<T>(EventActivityBinder<Night, T> step)
        where T : class => step
            .Schedule(MoveIsOverdue, c => new MoveOverdue { NightId = c.Saga.CorrelationId }, _ => conduct.MoveOverdueAt.UtcDateTime);

    private EventActivityBinder<Night, T> End<T>(EventActivityBinder<Night, T> step)
        where T : class => step.Unschedule(MoveIsOverdue).ThenAsync(conduct.FinishTheScript).If(c => c.Saga.EventId is null, Over);

    private EventActivityBinder<Night, T> Over<T>(EventActivityBinder<Night, T> step)
        where T : class => step.Then(conduct.End).Then(requests.Over).TransitionTo(Ended);

    /// <summary>What a person asks for too late, or of a night that does not pause.</summary>
    private void Refuse()
    {
        During(Waiting, Scripted,
            When(Resumed).Then(c => requests.Refuse(c, c.Message.RequestId, "The night is not paused.")));
        During(Finishing,
            When(PauseIsWanted).Then(c => requests.Refuse(c, c.Message.RequestId, "The night is ending.")),
            When(Resumed).Then(c => requests.Refuse(c, c.Message.RequestId, "The night is ending.")));
        During(Ended,
            When(Stopped).Then(c => requests.Refuse(c, c.Message.RequestId, "The night is over.")),
            When(PauseIsWanted).Then(c => requests.Refuse(c, c.Message.RequestId, "The night is over.")),
            When(Resumed).Then(c => requests.Refuse(c, c.Message.RequestId, "The night is over.")));
    }

    /// <summary>What may arrive where it no longer matters: told twice, or overtaken by what ended it.</summary>
    private void Late()
    {
        During([Waiting, Scripted, Paused, Sheltered, Moving, Imaging, Finishing],
            Ignore(Started)); // a second one changes nothing
        During(Scripted, Paused, Sheltered, Finishing,
            Ignore(Joined)); // it is offered the next round, if there is one
        During(Scripted, Moving, Imaging, Finishing,
            Ignore(Woken!.Received)); // the wait was ended before, by a camera or a stop
        During([Waiting, Scripted, Paused, Sheltered, Finishing],
            Ignore(RoundIsClosed)); // told twice: what comes behind it has begun
        During(Waiting, Scripted, Paused, Imaging,
            Ignore(Settled), Ignore(Failed), Ignore(MoveIsOverdue!.Received)); // of a rest, of a move whose round was given up before it ended, or known already
        During([Waiting, Scripted, Paused, Finishing, Ended],
            Ignore(BecameSafe)); // it was never unsafe here, or nothing is out any more
        During(Finishing, Ended,
            Ignore(BecameUnsafe)); // the mount is being parked, or is
        During([Waiting, Paused, Sheltered, Moving, Imaging, Ended],
            Ignore(EventIsOver)); // it was cut off before

        // An ended night is a record.
        During(Ended,
            Ignore(Started), Ignore(Joined), Ignore(RoundIsClosed), Ignore(Settled), Ignore(Failed),
            Ignore(Woken.Received), Ignore(MoveIsOverdue.Received));
    }

    private void Wire()
    {
        InstanceState(x => x.CurrentState);
        Event(() => Started, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Stopped, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => PauseIsWanted, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Resumed, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => BecameUnsafe, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => BecameSafe, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => EventIsOver, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Joined, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => RoundIsClosed, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Settled, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Failed, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Disturbed, x => x.CorrelateById(c => c.Message.NightId));
        Schedule(() => Woken, x => x.WakeToken, s => s.Received = e => e.CorrelateById(c => c.Message.NightId));
        Schedule(() => MoveIsOverdue, x => x.MoveToken, s => s.Received = e => e.CorrelateById(c => c.Message.NightId));
    }
}
