namespace Sync.Contracts;

/// <summary>Dither to scheduler: telescopes may not be out. The same goes to each camera as KeepClosed.</summary>
public sealed record SkyUnsafe
{
    /// <summary>Orders what is said of safety; who knows a later one ignores this.</summary>
    public required long Number { get; init; }

    /// <summary>By dither's clock.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Why, in few words.</summary>
    public required string Reason { get; init; }
}

/// <summary>Dither to scheduler: telescopes may be out again.</summary>
public sealed record SkySafe
{
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

/// <summary>To the night: telescopes may not be out. Shutters close, the mount parks.</summary>
public sealed record ShelterNight
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>As of SkyUnsafe.</summary>
    public required long Number { get; init; }

    /// <summary>Why, in few words.</summary>
    public required string Reason { get; init; }
}

/// <summary>To the night: telescopes may be out again.</summary>
public sealed record UncoverNight
{
    /// <summary>The night.</summary>
    public required Guid NightId { get; init; }

    /// <summary>As of SkySafe.</summary>
    public required long Number { get; init; }
}
