using Sync.Contracts;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>A script's steps as cameras are told them.</summary>
internal static class CameraSteps
{
    public static RunStep Order(ScriptEvent row, Part part, TimeSpan within, DateTimeOffset now) => new()
    {
        EventId = row.CorrelationId,
        Stage = row.Stage,
        Camera = part.Camera!,
        Step = Of(part.Step),
        Within = within,
        SentAt = now,
    };

    private static CameraStep Of(ScriptStep step) => step switch
    {
        CoolStep cool => new() { Verb = CameraVerb.Cool, Celsius = cool.Celsius, Over = cool.Over },
        WarmStep warm => new() { Verb = CameraVerb.Warm, Over = warm.Over },
        CoverStep cover => new() { Verb = cover.Open ? CameraVerb.OpenCover : CameraVerb.CloseCover },
        LightStep light => new() { Verb = CameraVerb.Light, BrightnessPercent = light.BrightnessPercent },
        CommandStep command => new() { Verb = CameraVerb.Command, Program = command.Program, Arguments = command.Arguments },
        _ => throw new InvalidOperationException($"{step.Verb} is not of a camera."),
    };
}
