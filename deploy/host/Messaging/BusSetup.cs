using System.Security.Authentication;
using MassTransit;
using MassTransit.Configuration;
using Sync.Clock;
using Sync.Contracts;
using Sync.Host.Faults;
using Sync.Ledger;

namespace Sync.Host.Messaging;

/// <summary>Puts the roles of this process on a transport: RabbitMQ where a broker is named, in memory otherwise.</summary>
internal static class BusSetup
{
    private const int Prefetch = 16;

    /// <summary>RabbitMQ 4 gives up on a message after 20 deliveries; a role that is killed often is no reason to lose one.</summary>
    private const int Deliveries = 10_000;

    /// <summary>What was not read by then has been said again.</summary>
    private const int HeartbeatMilliseconds = 10_000;

    /// <summary>A person is gone when the answer is read; a queue that nobody reads goes too.</summary>
    private const int OperatorMilliseconds = 60_000;

    public static void AddBus(this IServiceCollection services, HostSettings settings, IConfiguration configuration)
    {
        services.AddMassTransit(bus =>
        {
            foreach (var role in settings.Roles)
                role.Add(bus, configuration);
            bus.AddConfigureEndpointsCallback((context, name, endpoint) => Shape(context, name, endpoint, settings));
            if (settings.Broker is { } broker)
            {
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    rabbit.Host(new UriBuilder(broker.Uri) { Scheme = broker.Uri.Scheme == "amqps" ? "rabbitmqs" : "rabbitmq" }.Uri, host =>
                    {
                        host.Username(broker.User);
                        host.Password(broker.Password);
                        if (broker.Uri.Scheme == "amqps")
                            host.UseSsl(ssl => (ssl.ServerName, ssl.Protocol, ssl.CertificateValidationCallback) = (broker.Uri.Host, SslProtocols.None, BrokerTrust.Of(broker)));
                    });
                    Listen(context, rabbit, settings);
                });
            }
            else
            {
                bus.UsingInMemory((context, memory) => Listen(context, memory, settings));
            }
        });
        if (settings.Broker is { } needed)
        {
            services.AddHostedService(s => BrokerReturn.Of(s, needed));
            services.AddSendObserver<MustArrive>();
            services.AddReceiveEndpointObserver<BrokerWatch>();
            services.AddReceiveObserver<GivenUp>();
        }
        if (settings.Time is ICountWork counter)
        {
            var transit = new WorkInTransit(counter);
            services.AddSendObserver(_ => transit);
            services.AddReceiveObserver(_ => transit);
        }
        if (settings.Life is { } life)
        {
            services.Configure<MassTransitHostOptions>(o => o.WaitUntilStarted = true);
            services.AddReceiveObserver(_ => new Receipts(life));
        }
    }

    private static void Listen<T>(IBusRegistrationContext context, IBusFactoryConfigurator<T> bus, HostSettings settings)
        where T : IReceiveEndpointConfigurator
    {
        foreach (var (name, configure) in settings.Roles.SelectMany(r => r.Endpoints(settings)))
        {
            bus.ReceiveEndpoint(name, endpoint =>
            {
                Shape(context, name, endpoint, settings);
                configure(context, endpoint);
            });
        }
        bus.ConfigureEndpoints(context); // all that has no endpoint yet
    }

    /// <summary>One message at a time on each endpoint: order is kept where it can be, and no row is fought over.</summary>
    private static void Shape(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint, HostSettings settings)
    {
        var transient = name is Addresses.Fleet or Addresses.Checks or Addresses.Requests or Addresses.Operator;
        endpoint.ConcurrentMessageLimit = name == Addresses.Grader ? Environment.ProcessorCount : 1;
        endpoint.PrefetchCount = Prefetch;
        endpoint.PublishFaults = false;
        endpoint.ConfigureConsumeTopology = false; // nothing is published
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            Shape(rabbit, transient, competing: name == Addresses.Grader);
            if (name == Addresses.Operator)
                rabbit.SetQueueArgument("x-expires", OperatorMilliseconds);
            Admit(context, name, rabbit, settings);
        }
        if (!transient)
            endpoint.UseLedger(context);
    }

    private static void Shape(IRabbitMqReceiveEndpointConfigurator rabbit, bool transient, bool competing)
    {
        if (transient)
        {
            rabbit.SetQueueArgument("x-message-ttl", HeartbeatMilliseconds);
            return;
        }
        rabbit.SetQuorumQueue();
        rabbit.SetQueueArgument("x-delivery-limit", Deliveries);
        if (!competing)
            rabbit.SingleActiveConsumer = true;
    }

    /// <summary>Hears those who may speak here, each by an exchange that nobody else may write to.</summary>
    private static void Admit(IRegistrationContext context, string name, IRabbitMqReceiveEndpointConfigurator endpoint, HostSettings settings)
    {
        foreach (var sender in Senders.To(name, settings.Rig.Cameras.Select(c => c.Name)))
            endpoint.Bind($"{sender}.{name}");
        var filter = new SenderFilter(name, settings.Sender!, context.GetRequiredService<ILogger<SenderFilter>>());
        endpoint.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(filter));
    }
}
