using Sync.Scheduler.Books;

namespace Sync.Scheduler.Story;

/// <summary>Tells how the sky moved, and how guiding came to rest.</summary>
internal static class Moves
{
    public static Step Of(SkyMove move) => new()
    {
        Key = $"move {move.NightId:N} {move.Epoch}",
        Name = move.Kind,
        Kind = StepKind.Move,
        From = move.Began,
        Until = move.Ended,
        Facts =
        [
            new("move.epoch", move.Epoch),
            new("move.kind", move.Kind),
            .. Known("dither.arcseconds", move.ShiftArcseconds),
            .. Known("dither.pixels", move.ShiftPixels),
            .. Settled(move),
        ],
        Trouble = move.Reason,
        Steps = move.Settling is { } settling ? [Settle(move, settling)] : [],
    };

    /// <summary>It is what the move ends with.</summary>
    private static Step Settle(SkyMove move, TimeSpan settling) => new()
    {
        Key = $"settle {move.NightId:N} {move.Epoch}",
        Name = "settle",
        Kind = StepKind.Settle,
        From = move.Ended - settling < move.Began ? move.Began : move.Ended - settling,
        Until = move.Ended,
        Facts = [.. Settled(move)],
    };

    private static IEnumerable<Fact> Settled(SkyMove move) =>
        [.. Known("settle.seconds", move.Settling?.TotalSeconds), .. Known("guiding.rms_arcsec", move.RmsArcseconds)];

    private static IEnumerable<Fact> Known(string name, double? value) => value is { } known ? [new(name, known)] : [];
}
