using System.Globalization;
using MassTransit;

namespace Sync.Ledger.Messages;

/// <summary>How long a message was with the transport; counted once its reading has committed, and so once.</summary>
internal sealed record Arrival(LedgerMeter Meter, string Endpoint, TimeSpan Delay)
{
    private const string SentAt = "Sync-Sent-At";

    /// <summary>By the real clock, whatever the night's: a transport knows no other. The planned delay of a scheduled message is over by now.</summary>
    public static void Mark(SendContext context) =>
        context.Headers.Set(SentAt, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <returns>null for a message that bears no instant</returns>
    public static Arrival? Of(ReceiveContext context, LedgerMeter meter)
    {
        if (!context.TransportHeaders.TryGetHeader(SentAt, out var header) || !long.TryParse(header as string, CultureInfo.InvariantCulture, out var sent))
            return null;
        var delay = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(sent);
        return new(meter, context.InputAddress.Segments[^1], delay > TimeSpan.Zero ? delay : TimeSpan.Zero); // two machines' clocks may differ by more than the way takes
    }

    public void Count() => Meter.Read(Endpoint, Delay);
}

/// <summary>Sends as another pipe says, and with the instant of sending.</summary>
internal sealed class MarkedPipe(IPipe<SendContext> pipe) : IPipe<SendContext>
{
    public void Probe(ProbeContext context) => pipe.Probe(context);

    public async Task Send(SendContext context)
    {
        await pipe.Send(context);
        Arrival.Mark(context);
    }
}

/// <summary>Looks at the clock when a message arrives, before it is tried.</summary>
internal sealed class ArrivalFilter(LedgerMeter meter) : IFilter<ConsumeContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("ledger-arrival");

    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        if (meter.TimesQueues && Arrival.Of(context.ReceiveContext, meter) is { } arrival)
            context.GetOrAddPayload(() => arrival);
        return next.Send(context);
    }
}
