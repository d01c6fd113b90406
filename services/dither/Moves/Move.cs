using System.Text.Json;
using Sync.Contracts;
using Sync.Devices;
using Sync.Dither.Watch;

namespace Sync.Dither.Moves;

/// <summary>A move as the journal has it. <paramref name="Kind"/> is the name of the message.</summary>
/// <param name="MoveId">of the message</param>
/// <param name="NightId">of the message</param>
/// <param name="Epoch">of the message</param>
/// <param name="Kind">name of the message</param>
/// <param name="Order">the message, for <see cref="Conductor"/></param>
internal sealed record Move(Guid MoveId, Guid NightId, int Epoch, string Kind, object Order)
{
    /// <summary>Where the order is in its trace, as W3C writes it; null where nobody traces.</summary>
    public string? TraceParent { get; init; }

    /// <summary>For traces and metrics.</summary>
    public string Name => Kind == nameof(ParkItself) ? "park of its own" : Kind.ToLowerInvariant();

    public static Move Of(object order) => order switch
    {
        Slew m => new(m.MoveId, m.NightId, m.Epoch, nameof(Slew), m),
        Flip m => new(m.MoveId, m.NightId, m.Epoch, nameof(Flip), m),
        Contracts.Dither m => new(m.MoveId, m.NightId, m.Epoch, nameof(Contracts.Dither), m),
        Rest m => new(m.MoveId, m.NightId, m.Epoch, nameof(Rest), m),
        Park m => new(m.MoveId, m.NightId, m.Epoch, nameof(Park), m),
        _ => throw new ArgumentException($"{order.GetType().Name} is no move.", nameof(order)),
    };

    /// <summary>One that nobody ordered.</summary>
    public static Move Own(Guid nightId, int epoch, TimeSpan silent) => new(Guid.NewGuid(), nightId, epoch, nameof(ParkItself), new ParkItself(silent));

    /// <summary>It was made.</summary>
    public MoveOutcome Made(DateTimeOffset began, DateTimeOffset ended, Settlement how) => Kind == nameof(ParkItself)
        ? new(null, null) { Parked = Parked(began, ended, "The mount has parked itself: nothing was heard of the scheduler for long."), IsGood = true }
        : new(Settled(began, ended, how), null);

    /// <summary>It was not, or nobody knows.</summary>
    public MoveOutcome NotMade(DateTimeOffset began, DateTimeOffset ended, string reason) => Kind == nameof(ParkItself)
        ? new(null, null) { Parked = Parked(began, ended, $"The mount was to park itself, for nothing was heard of the scheduler for long. It did not: {reason}") }
        : new(null, Failed(began, ended, reason));

    private SkySettled Settled(DateTimeOffset began, DateTimeOffset ended, Settlement how) => new()
    {
        MoveId = MoveId, NightId = NightId, Epoch = Epoch, Began = began, Ended = ended,
        ShiftArcseconds = how.ShiftArcseconds, ShiftPixels = how.ShiftPixels, Settling = how.Settling, GuidingRmsArcseconds = how.RmsArcseconds,
        Side = how.Side, Unsettled = how.Unsettled, Restarted = how.Restarted,
    };

    public MoveFailed Failed(DateTimeOffset began, DateTimeOffset ended, string reason) => new()
    {
        MoveId = MoveId, NightId = NightId, Epoch = Epoch, Began = began, Ended = ended, Reason = reason,
    };

    private SkyDisturbed Parked(DateTimeOffset began, DateTimeOffset ended, string reason) => new()
    {
        DisturbanceId = MoveId, NightId = NightId, Epoch = Epoch, Kind = DisturbanceKind.ParkedItself, Began = began, Ended = ended, Reason = reason,
    };
}

/// <summary>What a move achieved; nothing of it is known of one that only stops.</summary>
internal readonly record struct Settlement(double? ShiftArcseconds, double? ShiftPixels, TimeSpan? Settling, double? RmsArcseconds, SideOfPier? Side, string? Unsettled, bool Restarted)
{
    public static Settlement Of(SettleResult settled) => new(null, null, settled.Took, settled.RmsArcseconds, null, null, false);
}

/// <summary>How a move ended: one of the two, or else it was one that nobody ordered.</summary>
internal sealed record MoveOutcome(SkySettled? Settled, MoveFailed? Failed)
{
    public SkyDisturbed? Parked { get; init; }

    /// <summary>Whether the mount did what it was to do.</summary>
    public bool IsGood { get; init; } = Settled is not null;

    public static MoveOutcome? From(string? json) => json is null ? null : JsonSerializer.Deserialize<MoveOutcome>(json);

    public string ToJson() => JsonSerializer.Serialize(this);
}
