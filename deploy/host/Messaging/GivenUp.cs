using MassTransit;

namespace Sync.Host.Messaging;

/// <summary>Says which message could not be read, in place of MassTransit's page of it.</summary>
internal sealed partial class GivenUp(ILogger<GivenUp> log) : IReceiveObserver
{
    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        NotRead(log, typeof(T).Name, Queue(context.ReceiveContext), exception.GetBaseException().Message);
        return Task.CompletedTask;
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        NotRead(log, "that is none of Sync's", Queue(context), exception.GetBaseException().Message);
        return Task.CompletedTask;
    }

    private static string Queue(ReceiveContext context) => context.InputAddress.AbsolutePath.TrimStart('/');

    [LoggerMessage(Level = LogLevel.Error, Message = "A message {Message} could not be read and is kept in the queue {Queue}_error: {Reason} The night goes on without it.")]
    private static partial void NotRead(ILogger log, string message, string queue, string reason);
}
