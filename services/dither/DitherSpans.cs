using System.Diagnostics;
using Sync.Dither.Moves;

namespace Sync.Dither;

/// <summary>What a move does, in the trace of the message that ordered it: its round's. A move that nobody traces begins no trace.</summary>
internal static class DitherSpans
{
    private static readonly ActivitySource Source = new("Sync.Dither");

    /// <summary>Where the present message is, as the journal keeps it; null where that is not traced.</summary>
    public static string? Here => Activity.Current is { Recorded: true } here ? here.Id : null;

    public static Activity? Of(Move move) => Under(move.TraceParent, move.Name)?.SetTag("move.kind", move.Name).SetTag("move.epoch", move.Epoch).Start();

    /// <summary>What a device is asked for within a move.</summary>
    public static Activity? Call(string what) => Activity.Current is { Recorded: true } ? Source.StartActivity(what, ActivityKind.Client) : null;

    /// <summary>It did not succeed.</summary>
    public static void Fail(this Activity? span, string reason) => span?.SetStatus(ActivityStatusCode.Error, reason);

    private static Activity? Under(string? parent, string name) =>
        ActivityContext.TryParse(parent, null, isRemote: true, out var context) ? Source.CreateActivity(name, ActivityKind.Internal, context) : null;
}
