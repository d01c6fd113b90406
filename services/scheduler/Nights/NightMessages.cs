namespace Sync.Scheduler.Nights;

/// <summary>To itself: what was waited for should be there now.</summary>
public sealed record Wake
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }
}

/// <summary>To itself: the move should have ended by now.</summary>
public sealed record MoveOverdue
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }
}
