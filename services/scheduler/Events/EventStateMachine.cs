using MassTransit;
using Sync.Contracts;

namespace Sync.Scheduler.Events;

/// <summary>Stage after stage of what the script says of one occasion. Each stage is a rendezvous of all that have something to do in it.</summary>
internal sealed class EventStateMachine : MassTransitStateMachine<ScriptEvent>
{
    private readonly EventConduct conduct;

    public EventStateMachine(EventConduct conduct)
    {
        this.conduct = conduct;
        Wire();

        Initially(
            GoOn(When(Begun).Then(conduct.Begin)));

        During(Running,
            GoOn(When(StepIsOver).Then(conduct.StepOver)),
            GoOn(When(ChoreIsOver).Then(conduct.ChoreOver)),
            GoOn(When(ShuttersAreClosed).Then(conduct.ShuttersClosed)),
            When(NoMoreShutters).Then(c => c.Saga.ShuttersClosedBecause = c.Message.Reason),
            GoOn(When(SomebodyCame).Then(conduct.SomebodyCame)),
            GoOn(When(CameraIsLost).Then(conduct.CameraLost)),
            GoOn(When(StageIsDue!.Received).Then(conduct.Due)),
            When(Cut).Then(conduct.Cut).Unschedule(StageIsDue).TransitionTo(Over),
            Ignore(Begun)); // told twice

        // What it waited for may come later; the night has gone on, or was told of it already.
        During(Over,
            Ignore(Begun), Ignore(Cut), Ignore(StepIsOver), Ignore(ChoreIsOver), Ignore(ShuttersAreClosed), Ignore(NoMoreShutters), Ignore(SomebodyCame), Ignore(CameraIsLost), Ignore(StageIsDue.Received));
    }

    /// <summary>A stage is under way.</summary>
    public State Running { get; private set; } = null!;

    public State Over { get; private set; } = null!;

    public Event<BeginEvent> Begun { get; private set; } = null!;

    public Event<CutEvent> Cut { get; private set; } = null!;

    public Event<StepEnded> StepIsOver { get; private set; } = null!;

    public Event<ChoreEnded> ChoreIsOver { get; private set; } = null!;

    public Event<ScriptRoundClosed> ShuttersAreClosed { get; private set; } = null!;

    public Event<KeepShuttersClosed> NoMoreShutters { get; private set; } = null!;

    public Event<BarrierReached> SomebodyCame { get; private set; } = null!;

    public Event<ParticipantLost> CameraIsLost { get; private set; } = null!;

    public Schedule<ScriptEvent, StageDue>? StageIsDue { get; private set; }

    /// <summary>To the next stage, when nothing of this one is waited for any more; and to the end behind the last.</summary>
    private EventActivityBinder<ScriptEvent, T> GoOn<T>(EventActivityBinder<ScriptEvent, T> step)
        where T : class => step
            .ThenAsync(conduct.Advance)
            .IfElse(
                c => c.Saga.IsOver,
                over => over.Unschedule(StageIsDue).TransitionTo(Over),
                on => on.Schedule(StageIsDue, c => new StageDue { EventId = c.Saga.CorrelationId }, c => c.Saga.DueAt.UtcDateTime).TransitionTo(Running));

    private void Wire()
    {
        InstanceState(x => x.CurrentState);
        Event(() => Begun, x => x.CorrelateById(c => c.Message.EventId));
        Event(() => Cut, x => x.CorrelateById(c => c.Message.EventId));
        Event(() => StepIsOver, x => x.CorrelateById(c => c.Message.EventId));
        Event(() => ChoreIsOver, x => x.CorrelateById(c => c.Message.EventId));
        Event(() => ShuttersAreClosed, x => x.CorrelateById(c => c.Message.EventId));
        Event(() => NoMoreShutters, x => x.CorrelateById(c => c.Message.EventId));
        Event(() => SomebodyCame, x => x.CorrelateById(c => c.Message.EventId));
        Event(() => CameraIsLost, x => x.CorrelateById(c => c.Message.EventId));
        Schedule(() => StageIsDue, x => x.DueToken, s => s.Received = e => e.CorrelateById(c => c.Message.EventId));
    }
}
