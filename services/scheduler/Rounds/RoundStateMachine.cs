using MassTransit;
using Sync.Contracts;

namespace Sync.Scheduler.Rounds;

/// <summary>A stretch in which the sky is held still and every camera may expose: the story of one round.</summary>
internal sealed class RoundStateMachine : MassTransitStateMachine<Round>
{
    private readonly RoundConduct conduct;
    private readonly Latecomers latecomers;
    private readonly LateShutters shutters;

    public RoundStateMachine(RoundConduct conduct, Latecomers latecomers, LateShutters shutters)
    {
        (this.conduct, this.latecomers, this.shutters) = (conduct, latecomers, shutters);
        Wire();

        Initially(
            Reconsider(When(Started).ThenAsync(conduct.Begin).TransitionTo(Preparing)));

        During(Preparing,
            Reconsider(When(Ready).Then(c => c.Saga.Heard(c.Message, conduct.Now))),
            Reconsider(When(NotReady).Then(c => c.Saga.LeaveOut(c.Message.Camera, c.Message.Reason))),
            Reconsider(When(ShutterIsClosed).Then(c => c.Saga.LeaveOut(c.Message.Camera, c.Message.Reason ?? RoundConduct.EndedEarly))),
            Reconsider(When(Lost).Then(RoundConduct.Lose)),
            Reconsider(When(Admitted).ThenAsync(latecomers.Admit)),
            Reconsider(When(Sky).Then(c => c.Saga.IsStill(c.Message, conduct.Now))),
            Reconsider(When(Patience!.Received)),
            Close(When(Cancelled).ThenAsync(c => conduct.AbortAll(c, c.Message.Reason))));

        During(Open,
            CloseWhenAllAre(When(ShutterIsClosed).Then(RoundConduct.Heard)),
            When(Ready).ThenAsync(latecomers.Ready),
            When(Overdue!.Received).IfElse(
                c => conduct.IsOverdue(c.Saga),
                late => late.ThenAsync(conduct.SayOverdue).TransitionTo(Closing),
                early => WatchTheSlots(early.Then(c => conduct.SayClockWasSet(c.Saga)))));

        During(Closing,
            CloseWhenAllAre(When(ShutterIsClosed).Then(RoundConduct.Heard)),
            Ignore(Ready), // the round is over but for a shutter that nobody waits for gladly
            Ignore(Overdue.Received)); // a second one, should the first have been delivered twice

        During(Open, Closing,
            CloseWhenAllAre(When(LeaseIsOver!.Received).Then(c => conduct.Release(c.Saga))),
            When(Cancelled).ThenAsync(c => conduct.AbortAll(c, c.Message.Reason)),
            When(Admitted).ThenAsync(latecomers.Admit),
            When(NotReady).Then(c => c.Saga.LeaveOut(c.Message.Camera, c.Message.Reason)), // a hold is answered by ShutterClosed, and only that ends it
            When(Lost).Then(RoundConduct.Lose), // it may be silent with its shutter open: only its lease ends its hold
            Ignore(Sky), // told twice
            Ignore(Patience.Received)); // what it waited for came first

        // A finished round is a record. What comes late concerns frames only, and goes into the books.
        During(Closed,
            When(ShutterIsClosed).Then(RoundConduct.HeardLate),
            When(Admitted).Then(Latecomers.TurnAway),
            Ignore(Started), Ignore(Ready), Ignore(NotReady), Ignore(Lost), Ignore(Sky), Ignore(Cancelled),
            Ignore(Patience.Received), Ignore(Overdue.Received), Ignore(LeaseIsOver.Received));

        // Told twice; and what times an open round cannot come before it opened.
        During(Preparing, Ignore(Started), Ignore(Overdue.Received), Ignore(LeaseIsOver.Received));
        During(Open, Ignore(Started)); // told twice
        During(Closing, Ignore(Started)); // told twice
    }

    public State Preparing { get; private set; } = null!;

    public State Open { get; private set; } = null!;

    /// <summary>A slot's end has passed, and some camera has not said that its shutter is closed.</summary>
    public State Closing { get; private set; } = null!;

    public State Closed { get; private set; } = null!;

    public Event<StartRound> Started { get; private set; } = null!;

    public Event<CameraReady> Ready { get; private set; } = null!;

    public Event<CameraNotReady> NotReady { get; private set; } = null!;

    public Event<ShutterClosed> ShutterIsClosed { get; private set; } = null!;

    public Event<CameraLost> Lost { get; private set; } = null!;

    public Event<AdmitCamera> Admitted { get; private set; } = null!;

    public Event<SkyReady> Sky { get; private set; } = null!;

    public Event<CancelRound> Cancelled { get; private set; } = null!;

    public Schedule<Round, PatienceOver>? Patience { get; private set; }

    public Schedule<Round, CloseOverdue>? Overdue { get; private set; }

    public Schedule<Round, LeaseOver>? LeaseIsOver { get; private set; }

    /// <summary>Opens when the sky is still and waiting for the late no longer pays; gives up when nobody can.</summary>
    private EventActivityBinder<Round, T> Reconsider<T>(EventActivityBinder<Round, T> step)
        where T : class => step
            .ThenAsync(conduct.LeaveOutPastDeadline)
            .If(c => conduct.IsUnpledged(c.Saga), unpledged => unpledged.ThenAsync(conduct.GiveUpUnpledged))
            .If(c => conduct.IsHopeless(c.Saga), hopeless => hopeless.Then(c => latecomers.GiveUp(c.Saga)))
            .IfElse(
                c => c.Saga.NobodyCan,
                Close,
                go => go.IfElse(
                    c => conduct.MayOpen(c.Saga),
                    open => WatchTheSlots(open.ThenAsync(conduct.Open).Unschedule(Patience))
                        .Schedule(LeaseIsOver, c => new LeaseOver { RoundId = c.Saga.CorrelationId }, c => conduct.LeaseOverAt(c.Saga).UtcDateTime)
                        .TransitionTo(Open),
                    wait => wait
                        .Then(c => conduct.AskForPledge(c.Saga))
                        .Schedule(Patience, c => new PatienceOver { RoundId = c.Saga.CorrelationId }, c => conduct.LookAgainAt(c.Saga).UtcDateTime)));

    private EventActivityBinder<Round, T> WatchTheSlots<T>(EventActivityBinder<Round, T> step)
        where T : class => step
            .Schedule(Overdue, c => new CloseOverdue { RoundId = c.Saga.CorrelationId }, c => conduct.OverdueAt(c.Saga).UtcDateTime);

    private EventActivityBinder<Round, T> CloseWhenAllAre<T>(EventActivityBinder<Round, T> step)
        where T : class => step.IfElse(
            c => c.Saga.AllClosed,
            Close,
            wait => wait
                .ThenAsync(shutters.Judge)
                .Schedule(LeaseIsOver, c => new LeaseOver { RoundId = c.Saga.CorrelationId }, c => (shutters.LookAt(c.Saga) ?? conduct.LeaseOverAt(c.Saga)).UtcDateTime));

    private EventActivityBinder<Round, T> Close<T>(EventActivityBinder<Round, T> step)
        where T : class => step
            .ThenAsync(conduct.Close)
            .Unschedule(Patience)
            .Unschedule(Overdue)
            .Unschedule(LeaseIsOver)
            .TransitionTo(Closed);

    private void Wire()
    {
        InstanceState(x => x.CurrentState);
        Event(() => Started, x => x.CorrelateById(c => c.Message.RoundId));
        Event(() => Ready, x => x.CorrelateById(c => c.Message.RoundId));
        Event(() => NotReady, x => x.CorrelateById(c => c.Message.RoundId));
        Event(() => ShutterIsClosed, x => x.CorrelateById(c => c.Message.RoundId));
        Event(() => Lost, x => x.CorrelateById(c => c.Message.RoundId));
        Event(() => Admitted, x => x.CorrelateById(c => c.Message.RoundId));
        Event(() => Sky, x => x.CorrelateById(c => c.Message.RoundId));
        Event(() => Cancelled, x => x.CorrelateById(c => c.Message.RoundId));
        Schedule(() => Patience, x => x.PatienceToken, s => s.Received = e => e.CorrelateById(c => c.Message.RoundId));
        Schedule(() => Overdue, x => x.OverdueToken, s => s.Received = e => e.CorrelateById(c => c.Message.RoundId));
        Schedule(() => LeaseIsOver, x => x.LeaseToken, s => s.Received = e => e.CorrelateById(c => c.Message.RoundId));
    }
}
