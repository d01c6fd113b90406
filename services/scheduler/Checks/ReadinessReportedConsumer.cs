using System.Globalization;
using MassTransit;
using Sync.Contracts;

namespace Sync.Scheduler.Checks;

internal sealed class ReadinessReportedConsumer(ReadinessCheck check, TimeProvider time) : IConsumer<ReadinessReported>
{
    /// <summary>RabbitMQ puts it on every message where its interceptor is told to; milliseconds since 1970 by the broker's clock.</summary>
    private const string Stamp = "timestamp_in_ms";

    public Task Consume(ConsumeContext<ReadinessReported> context)
    {
        DateTimeOffset? stamped = context.ReceiveContext.TransportHeaders.TryGetHeader(Stamp, out var stamp)
            && long.TryParse(Convert.ToString(stamp, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
        check.Hear(new Answer(context.Message, time.GetUtcNow(), stamped));
        return Task.CompletedTask;
    }
}
