using Sync.Contracts;

namespace Sync.Scheduler.Nights;

/// <summary>To itself: what was waited for should be there now.</summary>
public sealed record Wake
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }
}

/// <summary>Event to night: point the telescopes there, for the script.</summary>
public sealed record PointForScript
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The event; without effect when it is no longer under way.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The stage of the event.</summary>
    public required int Stage { get; init; }

    /// <summary>The part of the stage.</summary>
    public required int Part { get; init; }

    /// <summary>What the place is called.</summary>
    public required string Place { get; init; }

    /// <summary>J2000, hours.</summary>
    public required double RightAscensionHours { get; init; }

    /// <summary>J2000, degrees.</summary>
    public required double DeclinationDegrees { get; init; }
}

/// <summary>Event to night: a round for the script.</summary>
public sealed record OpenForScript
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>The event; without effect when it is no longer under way.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The stage of the event.</summary>
    public required int Stage { get; init; }

    /// <summary>What the round is for.</summary>
    public required string Name { get; init; }

    /// <summary>What each camera is to do.</summary>
    public required IReadOnlyDictionary<string, Slot> Slots { get; init; }

    /// <summary>From the first shutter that opens until the last has closed, as it was planned.</summary>
    public required TimeSpan Window { get; init; }
}

/// <summary>To itself: the move should have ended by now.</summary>
public sealed record MoveOverdue
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }
}
