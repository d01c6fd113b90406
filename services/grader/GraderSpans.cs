using System.Diagnostics;
using Sync.Contracts;

namespace Sync.Grader;

/// <summary>What of the grader's work is in traces, within the message that asked for it.</summary>
internal static class GraderSpans
{
    private static readonly ActivitySource Source = new("Sync.Grader");

    public static Activity? Measure(GradeFrame frame) => Part("measure")?.SetTag("frame.id", frame.FrameId.ToString("D")).SetTag("camera.name", frame.Camera);

    public static Activity? Judge(GradeFrame frame) => Part("judge")?.SetTag("frame.id", frame.FrameId.ToString("D")).SetTag("camera.name", frame.Camera);

    private static Activity? Part(string what) => Activity.Current is { Recorded: true } ? Source.StartActivity(what) : null;
}
