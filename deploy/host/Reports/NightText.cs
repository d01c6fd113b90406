using System.Globalization;
using Sync.Scheduler.Nights;

namespace Sync.Host.Reports;

/// <summary>What the night does now, in words.</summary>
internal static class NightText
{
    public static string Of(NightView night) => night switch
    {
        { State: "Waiting", Reason: { } reason, WaitsUntil: null } => reason, // nothing is waited for: the night is about to end
        { State: "Waiting", Reason: { } reason } => reason.StartsWith("Waiting", StringComparison.Ordinal) ? reason : $"Waiting for {reason}.",
        { State: "Paused", WaitsUntil: { } until } => string.Create(CultureInfo.InvariantCulture, $"Paused by the operator; it ends at {until:HH:mm} UTC if nobody resumes it before."),
        { State: "Sheltered", Reason: { } reason } => $"Parked; waiting for {reason}.",
        { State: "Parking" or "Ended", Reason: { } reason } => $"{night.State}: {reason}",
        { State: "Moving" } => $"Moving the telescopes before round {night.Rounds} on {night.Target}",
        _ => $"{night.State}: round {night.Rounds} on {night.Target}",
    };
}
