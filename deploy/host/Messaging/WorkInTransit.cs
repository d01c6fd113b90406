using MassTransit;
using Sync.Clock;

namespace Sync.Host.Messaging;

/// <summary>Counts each message from its sending to the end of its reading, so that simulated time does not pass it by.</summary>
internal sealed class WorkInTransit(ICountWork time) : ISendObserver, IReceiveObserver
{
    public Task PreSend<T>(SendContext<T> context)
        where T : class => Begin();

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => End();

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => End();

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => End();

    private Task Begin()
    {
        time.Enter();
        return Task.CompletedTask;
    }

    private Task End()
    {
        time.Leave();
        return Task.CompletedTask;
    }
}
