using MassTransit;
using MassTransit.Configuration;

namespace Sync.Ledger.Messages;

/// <summary>A consumer that works long: it is not run inside a transaction and writes by <see cref="Store.WriteOnce"/> when it is done.</summary>
public interface IWriteWhenDone;

/// <summary>Puts the ledger around every saga and consumer of an endpoint, but for those that write when they are done.</summary>
internal sealed class LedgerObserver(IReceiveEndpointConfigurator endpoint, IRegistrationContext services) : IConsumerConfigurationObserver
{
    private readonly OutboxConsumePipeSpecificationObserver<LedgerScope> inner = new(endpoint, services);

    public ISagaConfigurationObserver Sagas => inner;

    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class => inner.ConsumerConfigured(configurator);

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class
    {
        if (!typeof(TConsumer).IsAssignableTo(typeof(IWriteWhenDone)))
            inner.ConsumerMessageConfigured(configurator);
    }
}
