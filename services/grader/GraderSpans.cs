using System.Diagnostics;
using Sync.Contracts;

namespace Sync.Grader;

/// <summary>What of the grader's work is in traces, within the message that asked for it.</summary>
internal static class GraderSpans
{
    private static readonly ActivitySource Source = new("Sync.Grader");

    public static Activity? Measure(GradeFrame frame) => Part("measure", frame);

    public static Activity? Judge(GradeFrame frame) => Part("judge", frame);

    private static Activity? Part(string what, GradeFrame frame) => Activity.Current is { Recorded: true }
        ? Source.CreateActivity(what, ActivityKind.Internal)?.SetTag("frame.id", frame.FrameId.ToString("N")).SetTag("camera.name", frame.Camera).Start()
        : null;
}
