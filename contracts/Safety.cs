namespace Sync.Contracts;

/// <summary>Dither to the night: telescopes may not be out. Each camera is told by KeepClosed.</summary>
public sealed record SkyUnsafe
{
    /// <summary>The night of the last move.</summary>
    public required Guid NightId { get; init; }

    /// <summary>Orders what is said of safety; who knows a later one ignores this.</summary>
    public required long Number { get; init; }

    /// <summary>By dither's clock.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Why, in few words.</summary>
    public required string Reason { get; init; }
}

/// <summary>Dither to the night: telescopes may be out again.</summary>
public sealed record SkySafe
{
    /// <summary>The night of the last move.</summary>
    public required Guid NightId { get; init; }

    /// <summary>Orders what is said of safety; who knows a later one ignores this.</summary>
    public required long Number { get; init; }

    /// <summary>By dither's clock.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>Dither to one camera: close the shutter now, and open it in no round until MayOpen.</summary>
public sealed record KeepClosed
{
    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>Orders what is said of safety; who knows a later one ignores this.</summary>
    public required long Number { get; init; }

    /// <summary>Why, for the record.</summary>
    public required string Reason { get; init; }
}

/// <summary>Dither to one camera: KeepClosed is over. Its shutter opens under a hold, as ever.</summary>
public sealed record MayOpen
{
    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>Orders what is said of safety; who knows a later one ignores this.</summary>
    public required long Number { get; init; }
}
