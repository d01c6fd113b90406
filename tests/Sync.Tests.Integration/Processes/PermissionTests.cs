using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Sync.Contracts;

namespace Sync.Tests.Integration.Processes;

/// <summary>What the broker itself refuses, with the users and permissions that `make-secrets.sh` makes.</summary>
public sealed class PermissionTests(GuardedBroker broker) : IClassFixture<GuardedBroker>
{
    private const int AccessRefused = 403;
    private readonly RabbitNode node = broker.Node;

    [Theory]
    [InlineData("guest", "guest")]
    [InlineData("camera-esprit", "guess")]
    [InlineData("camera-esprit", "")]
    [InlineData("nobody", "guess")]
    public async Task A_stranger_is_not_let_in(string user, string password)
    {
        var refused = await Assert.ThrowsAsync<BrokerUnreachableException>(() => new ConnectionFactory
        {
            Uri = new UriBuilder(node.Logins.Administrator) { UserName = "", Password = "" }.Uri, UserName = user, Password = password,
        }.CreateConnectionAsync());
        Assert.IsType<AuthenticationFailureException>(refused.InnerException);
    }

    [Fact]
    public async Task An_agent_speaks_and_hears_only_for_itself()
    {
        await Topology();
        await using var agent = await Stranger.As(node.Logins.Of(Senders.Camera("esprit")));
        var dither = $"{Senders.Scheduler}.{Addresses.Dither}";
        var other = $"{Senders.Camera("redcat")}.{Addresses.Round}";
        await agent.Try(c => c.ExchangeDeclareAsync($"{Senders.Camera("esprit")}.{Addresses.Round}", ExchangeType.Fanout, durable: true));

        await Refused(agent, c => Publish(c, dither, ""));
        await Refused(agent, c => Publish(c, other, ""));
        await Refused(agent, c => Publish(c, Addresses.Round, ""));
        await Refused(agent, c => Publish(c, "", Addresses.Dither));
        await Refused(agent, c => Publish(c, "amq.fanout", ""));
        await Refused(agent, c => c.BasicGetAsync(Addresses.Camera("redcat"), autoAck: true));
        await Refused(agent, c => c.BasicGetAsync(Addresses.Dither, autoAck: true));
        await Refused(agent, c => c.QueueDeleteAsync(Addresses.Round));
        await Refused(agent, c => c.QueuePurgeAsync(Addresses.Round));
        await Refused(agent, c => c.ExchangeDeleteAsync(dither));
        await Refused(agent, c => c.QueueDeclareAsync("spy"));
        await Refused(agent, c => c.ExchangeBindAsync(Addresses.Dither, $"{Senders.Camera("esprit")}.{Addresses.Round}", ""));
        await Refused(agent, c => c.ExchangeBindAsync($"{Senders.Camera("esprit")}.spy", dither, ""));
    }

    [Fact]
    public async Task Nobody_but_the_scheduler_may_order_moves_or_holds()
    {
        await Topology();
        foreach (var user in new[] { Senders.Grader, Senders.Dither, Senders.Camera("redcat"), "operator" })
        {
            await using var someone = await Stranger.As(node.Logins.Of(user));
            await Refused(someone, c => Publish(c, $"{Senders.Scheduler}.{Addresses.Dither}", ""));
            await Refused(someone, c => Publish(c, $"{Senders.Scheduler}.{Addresses.Camera("esprit")}", ""));
        }
    }

    /// <summary>As the roles make it, each its own.</summary>
    private async Task Topology()
    {
        await using var scheduler = await Stranger.As(node.Logins.Of(Senders.Scheduler));
        await scheduler.Try(c => c.ExchangeDeclareAsync(Addresses.Round, ExchangeType.Fanout, durable: true));
        await scheduler.Try(c => c.QueueDeclareAsync(Addresses.Round, durable: true, exclusive: false, autoDelete: false));
        await scheduler.Try(c => c.ExchangeDeclareAsync($"{Senders.Scheduler}.{Addresses.Dither}", ExchangeType.Fanout, durable: true));
        await scheduler.Try(c => c.ExchangeDeclareAsync($"{Senders.Scheduler}.{Addresses.Camera("esprit")}", ExchangeType.Fanout, durable: true));
        await using var dither = await Stranger.As(node.Logins.Of(Senders.Dither));
        await dither.Try(c => c.ExchangeDeclareAsync(Addresses.Dither, ExchangeType.Fanout, durable: true));
        await dither.Try(c => c.QueueDeclareAsync(Addresses.Dither, durable: true, exclusive: false, autoDelete: false));
        await using var redcat = await Stranger.As(node.Logins.Of(Senders.Camera("redcat")));
        await redcat.Try(c => c.QueueDeclareAsync(Addresses.Camera("redcat"), durable: true, exclusive: false, autoDelete: false));
        await redcat.Try(c => c.ExchangeDeclareAsync($"{Senders.Camera("redcat")}.{Addresses.Round}", ExchangeType.Fanout, durable: true));
    }

    private static Task Publish(IChannel channel, string exchange, string key) =>
        channel.BasicPublishAsync(exchange, key, mandatory: true, body: "{}"u8.ToArray()).AsTask();

    private static async Task Refused(Stranger someone, Func<IChannel, Task> what)
    {
        var refusal = await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => someone.Try(what));
        Assert.Equal(AccessRefused, (int?)refusal.ShutdownReason?.ReplyCode);
    }
}
