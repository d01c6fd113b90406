using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Sync.Clock;

namespace Sync.Benchmarks.Rounds;

/// <summary>The bare broker beside all else that is under way: a durable message there and one back, quorum queues, confirmed publishing.</summary>
internal sealed class RoundTrips
{
    private const int Bytes = 1000;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private readonly List<TimeSpan> taken = [];

    public IReadOnlyList<TimeSpan> Taken => taken;

    /// <summary>Goes on until cancelled.</summary>
    public async Task Run(Uri broker, CancellationToken cancel)
    {
        await using var here = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancel);
        await using var there = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancel);
        await using var asking = await Channel(here, cancel);
        await using var answering = await Channel(there, cancel);
        await Queue(asking, "benchmark-ask", cancel);
        await Queue(asking, "benchmark-answer", cancel);
        using var answers = new SemaphoreSlim(0);
        await Read(answering, "benchmark-ask", body => Send(answering, "benchmark-answer", body, cancel), cancel);
        await Read(
            asking,
            "benchmark-answer",
            _ =>
            {
                answers.Release();
                return Task.CompletedTask;
            },
            cancel);
        while (!cancel.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await Send(asking, "benchmark-ask", new byte[Bytes], cancel);
            await answers.WaitAsync(cancel);
            taken.Add(Stopwatch.GetElapsedTime(began));
            await TimeProvider.System.Pass(Between, cancel);
        }
    }

    private static Task<IChannel> Channel(IConnection connection, CancellationToken cancel) => connection.CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancel);

    private static async Task Queue(IChannel channel, string name, CancellationToken cancel) => await channel.QueueDeclareAsync(
        name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancel);

    private static async Task Read(IChannel channel, string queue, Func<byte[], Task> then, CancellationToken cancel)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            await then(message.Body.ToArray());
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancel);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancel);
    }

    /// <summary>Returns when the broker has it.</summary>
    private static async Task Send(IChannel channel, string queue, byte[] body, CancellationToken cancel) => await channel.BasicPublishAsync(
        "", queue, mandatory: true, new BasicProperties { Persistent = true }, body, cancel);
}
