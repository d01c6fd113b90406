using System.Text.Json;
using Sync.Contracts;
using Sync.Devices;

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
    public string Name => Kind.ToLowerInvariant();

    public static Move Of(object order) => order switch
    {
        Slew m => new(m.MoveId, m.NightId, m.Epoch, nameof(Slew), m),
        Flip m => new(m.MoveId, m.NightId, m.Epoch, nameof(Flip), m),
        Contracts.Dither m => new(m.MoveId, m.NightId, m.Epoch, nameof(Contracts.Dither), m),
        Rest m => new(m.MoveId, m.NightId, m.Epoch, nameof(Rest), m),
        Park m => new(m.MoveId, m.NightId, m.Epoch, nameof(Park), m),
        _ => throw new ArgumentException($"{order.GetType().Name} is no move.", nameof(order)),
    };

    public SkySettled Settled(DateTimeOffset began, DateTimeOffset ended, Settlement how) => new()
    {
        MoveId = MoveId, NightId = NightId, Epoch = Epoch, Began = began, Ended = ended,
        ShiftArcseconds = how.ShiftArcseconds, ShiftPixels = how.ShiftPixels, Settling = how.Settling, GuidingRmsArcseconds = how.RmsArcseconds,
        Side = how.Side, Unsettled = how.Unsettled, Restarted = how.Restarted,
    };

    public MoveFailed Failed(DateTimeOffset began, DateTimeOffset ended, string reason) => new()
    {
        MoveId = MoveId, NightId = NightId, Epoch = Epoch, Began = began, Ended = ended, Reason = reason,
    };
}

/// <summary>What a move achieved; nothing of it is known of one that only stops.</summary>
internal readonly record struct Settlement(double? ShiftArcseconds, double? ShiftPixels, TimeSpan? Settling, double? RmsArcseconds, SideOfPier? Side, string? Unsettled, bool Restarted)
{
    public static Settlement Of(SettleResult settled) => new(null, null, settled.Took, settled.RmsArcseconds, null, null, false);
}

/// <summary>How a move ended: one of the two.</summary>
internal sealed record MoveOutcome(SkySettled? Settled, MoveFailed? Failed)
{
    public static MoveOutcome? From(string? json) => json is null ? null : JsonSerializer.Deserialize<MoveOutcome>(json);

    public string ToJson() => JsonSerializer.Serialize(this);
}
