using Sync.Contracts;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>Night to its events: do what the script says now.</summary>
public sealed record BeginEvent
{
    /// <summary>The event that begins.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Its night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>What happened.</summary>
    public required Occasion Occasion { get; init; }

    /// <summary>The target that it is about; null for none.</summary>
    public required string? Target { get; init; }

    /// <summary>The cameras that take part.</summary>
    public required IReadOnlyList<string> Cameras { get; init; }

    /// <summary>No wait of it is longer than until then.</summary>
    public required DateTimeOffset Latest { get; init; }
}

/// <summary>Night to an event: nothing more of it.</summary>
public sealed record CutEvent
{
    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }
}

/// <summary>Event to night: all of it is done, or is not waited for any more.</summary>
public sealed record EventEnded
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }
}

/// <summary>Scheduler to an event: a camera fell silent.</summary>
public sealed record ParticipantLost
{
    /// <summary>The event that is under way.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }
}

/// <summary>Scheduler to itself: a step of its own is over.</summary>
public sealed record ChoreEnded
{
    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The stage of the event.</summary>
    public required int Stage { get; init; }

    /// <summary>The part of the stage.</summary>
    public required int Part { get; init; }

    /// <summary>Why it was not done; null when it was.</summary>
    public required string? Trouble { get; init; }
}

/// <summary>Scheduler to itself: a program has come to a barrier, whether or not the night is there.</summary>
public sealed record ProgramArrived
{
    /// <summary>This arrival; its answer bears it.</summary>
    public required Guid ArrivalId { get; init; }

    /// <summary>The barrier.</summary>
    public required string Barrier { get; init; }

    /// <summary>Who has come.</summary>
    public required string Program { get; init; }

    /// <summary>Whether the operator's command is answered; otherwise it is a request to the page.</summary>
    public required bool IsCommand { get; init; }
}

/// <summary>Night to an event: the round that it wanted is closed, or there was none.</summary>
public sealed record ScriptRoundClosed
{
    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The stage of the event.</summary>
    public required int Stage { get; init; }

    /// <summary>What became of each camera.</summary>
    public required IReadOnlyList<CameraOutcome> Cameras { get; init; }

    /// <summary>Why there was no round; null when there was.</summary>
    public required string? Trouble { get; init; }
}

/// <summary>Night to an event: it goes on, but opens no shutter any more.</summary>
public sealed record KeepShuttersClosed
{
    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }
}

/// <summary>Barriers to an event: somebody has come.</summary>
public sealed record BarrierReached
{
    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The barrier.</summary>
    public required string Barrier { get; init; }
}

/// <summary>To itself: something of the stage is due, or overdue.</summary>
public sealed record StageDue
{
    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }
}
