namespace Sync.Dither.Moves;

/// <summary>A row of the moves' journal; ids as 32 digits, instants in milliseconds since 1970.</summary>
internal sealed record MoveRow
{
    public required string MoveId { get; init; }

    public required string NightId { get; init; }

    public required int Epoch { get; init; }

    public required string Kind { get; init; }

    /// <summary>"begun", or "done" and then with an outcome.</summary>
    public required string State { get; init; }

    public string? Outcome { get; init; }

    public required long Began { get; init; }

    /// <summary>Where the order is in its trace; null where nobody traced.</summary>
    public string? TraceParent { get; init; }
}
