using System.Text.Json;
using MassTransit;
using MassTransit.Context;
using MassTransit.Middleware.Outbox;
using MassTransit.Serialization;

namespace Sync.Ledger.Messages;

/// <summary>A message on its way: everything that the transport needs, and when it is due.</summary>
internal sealed class OutboxRow
{
    public long Seq { get; init; }

    public required string MessageId { get; init; }

    public required long Due { get; init; }

    /// <summary>By which a scheduled message can be taken back; null for one that goes at once.</summary>
    public required string? Token { get; init; }

    public required string Destination { get; init; }

    public required string Envelope { get; init; }

    public required string Body { get; init; }

    public static OutboxRow From<T>(SendContext<T> context, IObjectDeserializer serializer, long now)
        where T : class
    {
        var scheduled = context.TryGetPayload<Scheduled>(out var s) ? s : null;
        var message = Describe(context, serializer);
        return new OutboxRow
        {
            MessageId = message.MessageId.ToString("N"),
            Due = scheduled is null ? now : NotBefore(scheduled.At),
            Token = scheduled?.Token.ToString("N"),
            Destination = message.DestinationAddress!.ToString(),
            Envelope = JsonSerializer.Serialize(message),
            Body = context.Serializer.GetMessageBody(context).GetString(),
        };
    }

    public void Insert(Transaction t) => t.Execute("""
        insert into outbox (message_id, due, token, destination, envelope, body)
        values (@MessageId, @Due, @Token, @Destination, @Envelope, @Body)
        """, this);

    public InMemoryOutboxMessage ToMessage()
    {
        var message = JsonSerializer.Deserialize<InMemoryOutboxMessage>(Envelope)!;
        message.Body = Body;
        message.SequenceNumber = Seq;
        message.Deserialize(SystemTextJsonMessageSerializer.Instance);
        return message;
    }

    /// <summary>
    /// The first whole millisecond that is not before. In whole numbers, for a double rounds ticks off: a timer that came a
    /// tick early would be set again for the same instant, and simulated time would stand still over it.
    /// </summary>
    internal static long NotBefore(DateTimeOffset instant) =>
        ((instant - DateTimeOffset.UnixEpoch).Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

    /// <summary>Without what a transport adds of its own: by then another one may carry it.</summary>
    private static InMemoryOutboxMessage Describe<T>(SendContext<T> context, IObjectDeserializer serializer)
        where T : class => new()
        {
            MessageId = context.MessageId ?? throw new MessageException(typeof(T), "A message without an id can't be kept."),
            ConversationId = context.ConversationId,
            CorrelationId = context.CorrelationId,
            InitiatorId = context.InitiatorId,
            RequestId = context.RequestId,
            SourceAddress = context.SourceAddress,
            DestinationAddress = context.DestinationAddress,
            ResponseAddress = context.ResponseAddress,
            FaultAddress = context.FaultAddress,
            SentTime = context.SentTime ?? default,
            ContentType = context.ContentType?.ToString() ?? context.Serialization.DefaultContentType.ToString(),
            MessageType = string.Join(';', context.SupportedMessageTypes),
            Headers = serializer.SerializeDictionary(context.Headers.GetAll()),
        };
}
