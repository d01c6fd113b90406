using MassTransit;
using Sync.Contracts;
using Sync.Scheduler.Events;

namespace Sync.Scheduler.Nights;

/// <summary>The states of a night, and all that it hears.</summary>
internal abstract class NightWords : MassTransitStateMachine<Night>
{
    protected NightWords()
    {
        InstanceState(x => x.CurrentState);
        Event(() => Started, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Stopped, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => PauseIsWanted, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Resumed, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => BecameUnsafe, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => BecameSafe, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => SlewIsWanted, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => ShuttersAreWanted, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => EventIsOver, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Joined, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => RoundIsClosed, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Settled, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Failed, x => x.CorrelateById(c => c.Message.NightId));
        Event(() => Disturbed, x => x.CorrelateById(c => c.Message.NightId));
        Schedule(() => Woken, x => x.WakeToken, s => s.Received = e => e.CorrelateById(c => c.Message.NightId));
        Schedule(() => MoveIsOverdue, x => x.MoveToken, s => s.Received = e => e.CorrelateById(c => c.Message.NightId));
    }

    /// <summary>For an instant: darkness, a target, cameras, or the end of a pause after a failure.</summary>
    public State Waiting { get; protected set; } = null!;

    /// <summary>The night's script has something done; shutters are open only in rounds of its own.</summary>
    public State Scripted { get; protected set; } = null!;

    /// <summary>By the operator, until somebody resumes it or day comes.</summary>
    public State Paused { get; protected set; } = null!;

    /// <summary>It is not safe to be out, or has not been for long: the mount is parked.</summary>
    public State Sheltered { get; protected set; } = null!;

    /// <summary>The sky moves, and the next round prepares meanwhile.</summary>
    public State Moving { get; protected set; } = null!;

    /// <summary>The sky is still, and a round is under way.</summary>
    public State Imaging { get; protected set; } = null!;

    /// <summary>The mount is being parked.</summary>
    public State Finishing { get; protected set; } = null!;

    public State Ended { get; protected set; } = null!;

    public Event<StartNight> Started { get; protected set; } = null!;

    public Event<StopNight> Stopped { get; protected set; } = null!;

    public Event<PauseNight> PauseIsWanted { get; protected set; } = null!;

    public Event<ResumeNight> Resumed { get; protected set; } = null!;

    public Event<SkyUnsafe> BecameUnsafe { get; protected set; } = null!;

    public Event<SkySafe> BecameSafe { get; protected set; } = null!;

    public Event<PointForScript> SlewIsWanted { get; protected set; } = null!;

    public Event<OpenForScript> ShuttersAreWanted { get; protected set; } = null!;

    public Event<EventEnded> EventIsOver { get; protected set; } = null!;

    public Event<CameraJoined> Joined { get; protected set; } = null!;

    public Event<RoundClosed> RoundIsClosed { get; protected set; } = null!;

    public Event<SkySettled> Settled { get; protected set; } = null!;

    public Event<MoveFailed> Failed { get; protected set; } = null!;

    public Event<SkyDisturbed> Disturbed { get; protected set; } = null!;

    public Schedule<Night, Wake>? Woken { get; protected set; }

    public Schedule<Night, MoveOverdue>? MoveIsOverdue { get; protected set; }
}
