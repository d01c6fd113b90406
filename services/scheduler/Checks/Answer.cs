using Sync.Contracts;

namespace Sync.Scheduler.Checks;

/// <summary>What one of those who were asked has said.</summary>
/// <param name="Report">as it came</param>
/// <param name="Received">by the scheduler's clock</param>
/// <param name="Stamped">when the broker had it, by its own clock; null where it does not say</param>
internal sealed record Answer(ReadinessReported Report, DateTimeOffset Received, DateTimeOffset? Stamped)
{
    public string Where => WhereIs(Report.From);

    public ClockOffset Clock => ClockOffset.Of(Report.Asked, Report.Heard, Report.Answered, Received);

    /// <summary>Who speaks decides where it was found, whatever the items say.</summary>
    public IEnumerable<CheckItem> Items => Report.Items.Select(i => i with { Where = Where });

    /// <param name="sender">a name of <see cref="Senders"/></param>
    public static string WhereIs(string sender) => sender.StartsWith("camera-", StringComparison.Ordinal) ? $"camera {sender["camera-".Length..]}" : sender;
}
