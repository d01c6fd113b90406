using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grader.Baselines;
using Sync.Grader.Grading;
using Sync.Measure;
using Sync.Ledger;
using Sync.Ledger.Messages;

namespace Sync.Grader;

/// <summary>Measures first, and writes when it is done: a transaction is never held over pixels.</summary>
internal sealed partial class GradeFrameConsumer(
    Store store, Baseline baseline, GradingOptions options, GraderMeter meter, TimeProvider time, ILogger<GradeFrameConsumer> log) :
    IConsumer<GradeFrame>, IWriteWhenDone
{
    public async Task Consume(ConsumeContext<GradeFrame> context)
    {
        var frame = context.Message;
        var measured = Measure(frame);
        using var span = GraderSpans.Judge(frame);
        await store.WriteOnce(context, async t =>
        {
            var verdict = baseline.Verdict(t, frame.FrameId) ?? Judge(t, frame, measured);
            span?.SetTag("frame.verdict", verdict.Accepted ? "accepted" : "rejected").SetTag("frame.reason", verdict.Reason);
            await t.Send(Addresses.Frames, verdict);
        }, context.CancellationToken);
    }

    private FileMeasurement Measure(GradeFrame frame)
    {
        using var span = GraderSpans.Measure(frame);
        var measured = GradeFiles.Measure([frame.Path], MeasureOptions.Default, time).Single();
        span?.SetTag("frame.hfr", measured.HfrPixels).SetTag("frame.stars", measured.Stars);
        if (measured.Problem is { } problem)
        {
            span?.SetStatus(ActivityStatusCode.Error, problem);
            Unreadable(log, problem);
        }
        return measured;
    }

    private FrameGraded Judge(Transaction t, GradeFrame frame, FileMeasurement measured)
    {
        var sample = measured.ToSample();
        var verdict = measured.Problem is null
            ? FrameGrader.Grade(sample, baseline.Population(t, frame, options.MaximumSamples), options)
            : Grading.Verdict.Reject(Reasons.Unreadable);
        var graded = new FrameGraded
        {
            FrameId = frame.FrameId,
            Accepted = verdict.Accepted,
            Reason = verdict.Reason,
            Stars = sample.Stars,
            HfrPixels = sample.HfrPixels,
            FwhmPixels = sample.FwhmPixels,
        };
        baseline.Keep(t, frame, sample, graded);
        t.OnCommitted(() => meter.Measured(frame, sample.HfrPixels));
        return graded;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} The frame is rejected and taken again.")]
    private static partial void Unreadable(ILogger log, string problem);
}
