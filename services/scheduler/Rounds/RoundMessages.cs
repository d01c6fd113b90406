using Sync.Contracts;

namespace Sync.Scheduler.Rounds;

/// <summary>Night to round: begin.</summary>
public sealed record StartRound
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Its night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>Counts the rounds of the night from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many moves the night has made when this round opens.</summary>
    public required int Epoch { get; init; }

    /// <summary>The epoch that began when the telescopes were last pointed.</summary>
    public int PointedEpoch { get; init; }

    /// <summary>False while a move is under way: SkyReady follows.</summary>
    public required bool SkyIsReady { get; init; }

    /// <summary>Of the pier, on which the telescopes are while nothing moves; null where the mount does not tell.</summary>
    public SideOfPier? Side { get; init; }

    /// <summary>What it looks at.</summary>
    public required RoundTarget Target { get; init; }

    /// <summary>What each camera is to do.</summary>
    public required IReadOnlyDictionary<string, Slot> Slots { get; init; }

    /// <summary>From the first shutter that opens until the last has closed, as it was planned.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Until when each camera may take further frames: dawn, the target's altitude, the end of the night. None for a camera that is not in it.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> Limits { get; init; }

    /// <summary>In how many rounds in a row each camera was waited for in vain; those of which there was none are not in it.</summary>
    public required IReadOnlyDictionary<string, int> InVain { get; init; }

    /// <summary>No shutter may be open beyond it, for the mount must flip; null when it must not.</summary>
    public required DateTimeOffset? Deadline { get; init; }
}

/// <summary>Night to round: a camera joined, or came back. Let it have what is left, when its exposure fits.</summary>
public sealed record AdmitCamera
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Who is there.</summary>
    public required string Camera { get; init; }

    /// <summary>What it was given; null for what it has in the round already.</summary>
    public required Slot? Slot { get; init; }

    /// <summary>Until when it may take further frames; null for no limit but the window.</summary>
    public required DateTimeOffset? Until { get; init; }
}

/// <summary>Night to round: the move is over, the sky is still.</summary>
public sealed record SkyReady
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Of the pier, on which the telescopes are now; null where the mount does not tell.</summary>
    public required SideOfPier? Side { get; init; }
}

/// <summary>Night to round: end now. Shutters that are open are closed.</summary>
public sealed record CancelRound
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Why, for the record.</summary>
    public required string Reason { get; init; }
}

/// <summary>To itself: look again whether waiting still pays.</summary>
public sealed record PatienceOver
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }
}

/// <summary>To itself: every slot should have ended by now.</summary>
public sealed record CloseOverdue
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }
}

/// <summary>To itself: the leases should be over by now, or a window after which somebody waits.</summary>
public sealed record LeaseOver
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }
}
