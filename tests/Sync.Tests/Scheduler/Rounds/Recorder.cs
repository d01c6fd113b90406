using MassTransit;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>Keeps every message that was read, whoever read it.</summary>
internal sealed class Recorder(Probe probe) : IConsumeObserver
{
    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        probe.Add(context.Message);
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class
    {
        probe.Add(exception);
        return Task.CompletedTask;
    }
}

/// <summary>Reads in the place of a service that is not there.</summary>
internal sealed class Sink<T> : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context) => Task.CompletedTask;
}

/// <summary>Reads the question before a night in the place of the service that also reads <typeparamref name="T"/>.</summary>
internal sealed class Asked<T> : IConsumer<Contracts.CheckReadiness>
{
    public Task Consume(ConsumeContext<Contracts.CheckReadiness> context) => Task.CompletedTask;
}

internal sealed record Ping;
