using MassTransit;
using Sync.Contracts;

namespace Sync.Host.Requests;

internal sealed class AnswerConsumer(AskedRequest asked) : IConsumer<RequestHeard>, IConsumer<RequestGranted>, IConsumer<RequestRefused>
{
    public Task Consume(ConsumeContext<RequestHeard> context) => Hear(() => asked.Hear(context.Message));

    public Task Consume(ConsumeContext<RequestGranted> context) => Hear(() => asked.Hear(context.Message));

    public Task Consume(ConsumeContext<RequestRefused> context) => Hear(() => asked.Hear(context.Message));

    private static Task Hear(Action hear)
    {
        hear();
        return Task.CompletedTask;
    }
}
