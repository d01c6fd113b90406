using MassTransit;

namespace Sync.Host.Faults;

/// <summary>Tells the simulated broker what has been read.</summary>
internal sealed class Receipts(Incarnation life) : IReceiveObserver
{
    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Read(context, null);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Read(context.ReceiveContext, exception);

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Read(context, exception);

    private Task Read(ReceiveContext context, Exception? failure)
    {
        if (context.GetMessageId() is { } id)
            life.Read(id, failure);
        return Task.CompletedTask;
    }
}
