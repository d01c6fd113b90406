using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Sync.Contracts;

namespace Sync.Tests.Integration.Processes;

/// <summary>The broker of all these tests: the one that SYNC_TEST_AMQP names, or a node of their own.</summary>
public sealed class Broker : IAsyncLifetime
{
    private RabbitNode? own;

    internal Logins Logins { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("SYNC_TEST_AMQP") is { Length: > 0 } given)
        {
            Logins = new(new Uri(given), null);
            return;
        }
        own = await RabbitNode.Start(ProcessRig.CameraNames);
        Logins = own.Logins;
    }

    public Task DisposeAsync()
    {
        own?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Takes away the queues that an earlier test left.</summary>
    internal static async Task Clear(Uri broker, IEnumerable<string> cameras)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in Queues(cameras).SelectMany(q => new[] { q, $"{q}_error", $"{q}_skipped" }))
            await channel.QueueDeleteAsync(queue);
    }

    /// <summary>Messages that no reader could read.</summary>
    internal static async Task<IReadOnlyList<string>> GivenUp(Uri broker, IEnumerable<string> cameras)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var found = new List<string>();
        foreach (var queue in Queues(cameras).SelectMany(q => new[] { $"{q}_error", $"{q}_skipped" }))
        {
            await using var channel = await connection.CreateChannelAsync();
            try
            {
                if (await channel.MessageCountAsync(queue) is var count and > 0)
                    found.Add($"{count} in {queue}");
            }
            catch (OperationInterruptedException)
            {
                // There is no such queue, for nothing was ever given up.
            }
        }
        return found;
    }

    private static IEnumerable<string> Queues(IEnumerable<string> cameras) =>
        [Addresses.Night, Addresses.Round, Addresses.Frames, Addresses.Fleet, Addresses.Requests, Addresses.Dither, Addresses.Grader, .. cameras.Select(Addresses.Camera)];
}

[CollectionDefinition("broker")]
public sealed class BrokerTests : ICollectionFixture<Broker>;
