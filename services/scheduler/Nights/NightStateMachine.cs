using MassTransit;
using Sync.Contracts;
using Sync.Scheduler.Events;

namespace Sync.Scheduler.Nights;

/// <summary>From the first camera to the parked mount: the story of one night.</summary>
internal sealed class NightStateMachine : NightWords
{
    private readonly NightConduct conduct;
    private readonly NightRequests requests;
    private readonly NightShelter shelter;

    public NightStateMachine(
        NightConduct conduct, NightRequests requests, NightShelter shelter, NightEvents events, NightErrands errands, ScriptRounds rounds, NightJoining joining,
        NightDisturbances disturbances)
    {
        (this.conduct, this.requests, this.shelter) = (conduct, requests, shelter);

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
            When(EventIsOver).If(c => c.Saga.EventId == c.Message.EventId, e => e.Then(events.Over).IfElse(
                c => c.Saga.RoundId is not null, round => round.ThenAsync(rounds.Cancel).TransitionTo(Imaging), Choose)),
            When(PauseIsWanted).ThenAsync(events.Cut).IfElse(
                c => c.Saga.RoundId is not null, round => round.ThenAsync(requests.PauseTheRound).TransitionTo(Imaging), now => StandStill(now.Then(requests.Pause))),
            When(Stopped).ThenAsync(events.Cut).Then(requests.Stop).Then(conduct.Stop).IfElse(
                c => c.Saga.RoundId is not null, round => round.ThenAsync(rounds.Cancel).TransitionTo(Imaging), Finish),
            When(BecameUnsafe).If(c => NightShelter.IsNews(c.Saga, c.Message.Number), u => u.ThenAsync(events.Cut).IfElse(
                c => c.Saga.RoundId is not null, round => round.ThenAsync(shelter.EndTheRound).TransitionTo(Imaging), now => Shelter(now.Then(shelter.Unsafe)))));

        During(Scripted,
            When(ShuttersAreWanted).ThenAsync(rounds.Begin),
            When(RoundIsClosed).If(c => c.Saga.RoundId == c.Message.RoundId, r => r.ThenAsync(rounds.Closed)),
            When(SlewIsWanted).ThenAsync(errands.Point).If(c => c.Saga.MoveId is not null, WatchTheMove),
            When(Settled).If(c => c.Saga.Is(c.Message.MoveId), s => s.ThenAsync(errands.Settled).Unschedule(MoveIsOverdue)),
            When(Failed).If(c => c.Saga.Is(c.Message.MoveId), f => f.ThenAsync(errands.Failed).Unschedule(MoveIsOverdue)),
            When(MoveIsOverdue!.Received).If(c => c.Saga.MoveId is not null, m => m.ThenAsync(errands.Overdue)));

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
            When(Failed).If(c => c.Saga.Is(c.Message.MoveId), f => ParkAgainSoon(f.Then(shelter.NotParked))),
            When(MoveIsOverdue.Received).IfElse(
                c => c.Saga.MoveId is not null, late => ParkAgainSoon(late.Then(shelter.ParkOverdue)), again => WatchTheMove(again.ThenAsync(shelter.ParkAgain))));

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
                .IfElse(c => c.Saga.ScriptStage is not null, own => own.ThenAsync(rounds.Closed), night => night.Then(conduct.Closed))
                .IfElse(c => c.Saga.Stopping, Finish, night => night.IfElse(
                    c => c.Saga.IsUnsafe, Shelter, go => go.IfElse(
                        c => c.Saga.Pausing, StandStill, on => on.IfElse(c => c.Saga.Failures > 0, Pause, Choose))))));

        During(Finishing,
            When(Settled).If(c => c.Saga.Is(c.Message.MoveId), s => End(s.Then(conduct.Parked))),
            When(Failed).If(c => c.Saga.Is(c.Message.MoveId), f => End(f.Then(conduct.NotParked))),
            When(MoveIsOverdue.Received).If(c => c.Saga.MoveId is not null, m => End(m.Then(conduct.ParkOverdue))),
            When(EventIsOver).If(c => c.Saga.EventId == c.Message.EventId, e => Over(e.Then(events.Over))),
            When(ShuttersAreWanted).ThenAsync(rounds.Begin),
            When(RoundIsClosed).If(c => c.Saga.RoundId == c.Message.RoundId, r => r.ThenAsync(rounds.Closed)),
            When(Stopped).Then(requests.Stop).If(c => c.Saga.EventId is not null, s => s.ThenAsync(rounds.KeepClosed)));

        DuringAny(When(Disturbed).ThenAsync(disturbances.Take));
        Refuse();
        Late();
    }

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

    private EventActivityBinder<Night, T> ParkAgainSoon<T>(EventActivityBinder<Night, T> step)
        where T : class => step
            .Schedule(MoveIsOverdue, c => new MoveOverdue { NightId = c.Saga.CorrelationId }, c => shelter.ParksAgainAt(c.Saga).UtcDateTime);

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
        During([Waiting, Paused, Sheltered],
            Ignore(RoundIsClosed)); // told twice: what comes behind it has begun
        During(Waiting, Paused, Imaging,
            Ignore(Settled), Ignore(Failed), Ignore(MoveIsOverdue!.Received)); // of a rest, of a move whose round was given up before it ended, or known already
        During([Waiting, Scripted, Paused, Finishing, Ended],
            Ignore(BecameSafe)); // it was never unsafe here, or nothing is out any more
        During(Finishing, Ended,
            Ignore(BecameUnsafe)); // the mount is being parked, or is
        During([Waiting, Paused, Sheltered, Moving, Imaging, Ended],
            Ignore(EventIsOver), Ignore(SlewIsWanted), Ignore(ShuttersAreWanted)); // it was cut off before
        During(Finishing,
            Ignore(SlewIsWanted)); // no script has one then

        // An ended night is a record.
        During(Ended,
            Ignore(Started), Ignore(Joined), Ignore(RoundIsClosed), Ignore(Settled), Ignore(Failed),
            Ignore(Woken.Received), Ignore(MoveIsOverdue.Received));
    }
}
