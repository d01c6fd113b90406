using MassTransit;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Requests;

/// <summary>A person wants something of the night, and does not know which it is. The night itself answers; without one, this does.</summary>
internal sealed class NightRequestConsumer(Store store, NightRows nights, Answers answers) :
    IConsumer<RequestPause>, IConsumer<RequestResume>, IConsumer<RequestStop>
{
    public Task Consume(ConsumeContext<RequestPause> context) => Tell(context.Message.RequestId, night => new PauseNight
    {
        NightId = night,
        Reason = "The operator paused it.",
        AbortExposures = context.Message.AbortExposures,
        RequestId = context.Message.RequestId,
    });

    public Task Consume(ConsumeContext<RequestResume> context) => Tell(
        context.Message.RequestId, night => new ResumeNight { NightId = night, RequestId = context.Message.RequestId });

    public Task Consume(ConsumeContext<RequestStop> context) => Tell(context.Message.RequestId, night => new StopNight
    {
        NightId = night,
        Reason = context.Message.AbortExposures ? "The operator aborted it." : "The operator stopped it.",
        AbortExposures = context.Message.AbortExposures,
        RequestId = context.Message.RequestId,
    });

    private Task Tell<T>(Guid request, Func<Guid, T> order)
        where T : class => store.Write(
        async t =>
        {
            if (nights.UnderWay(t) is [.., var night])
                await t.Send(Addresses.Night, order(night.CorrelationId));
            else
                answers.Refuse(t, request, "No night is under way.");
        },
        CancellationToken.None);
}
