using System.Text.Json;
using MassTransit;
using RabbitMQ.Client;

namespace Sync.Tests.Integration.Processes;

/// <summary>A user of the broker who says what he likes, without any of Sync's code that would mind.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly IConnection connection;

    private Stranger(IConnection connection) => this.connection = connection;

    public static async Task<Stranger> As(Uri login) => new(await new ConnectionFactory { Uri = login, AutomaticRecoveryEnabled = false }.CreateConnectionAsync());

    /// <summary>Does one thing on a channel of its own, for a refusal closes it.</summary>
    public async Task Try(Func<IChannel, Task> what)
    {
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await what(channel);
    }

    /// <summary>A message as MassTransit would write it.</summary>
    public Task Say(string exchange, object message) => Say(exchange, JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = NewId.NextGuid(),
        conversationId = NewId.NextGuid(),
        messageType = new[] { MessageUrn.ForTypeString(message.GetType()) },
        message,
    }, new JsonSerializerOptions(JsonSerializerDefaults.Web)));

    public Task Say(string exchange, byte[] body) => Try(channel => channel.BasicPublishAsync(
        exchange, "", mandatory: true, new BasicProperties { ContentType = "application/vnd.masstransit+json" }, body).AsTask());

    public async Task<uint> Waiting(string queue)
    {
        uint count = 0;
        await Try(async channel => count = await channel.MessageCountAsync(queue));
        return count;
    }

    public async Task<uint> Readers(string queue)
    {
        uint count = 0;
        await Try(async channel => count = await channel.ConsumerCountAsync(queue));
        return count;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
