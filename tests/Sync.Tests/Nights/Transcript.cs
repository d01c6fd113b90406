using System.Collections.Concurrent;
using MassTransit;
using Sync.Astro.Coordinates;
using Sync.Contracts;
using Sync.Scheduler.Events;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Nights;

/// <summary>What was said in a night: a line for each durable message when it has been read, ids replaced by what people call them.</summary>
internal sealed class Transcript(TimeProvider time) : IConsumeObserver
{
    private readonly ConcurrentQueue<(DateTimeOffset At, string Reader, object Message)> heard = new();

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        if (context.Message is not (CameraHeartbeat or ShutterOpened or CameraReady or CheckReadiness or ReadinessReported or Sign or SignHeard))
            heard.Enqueue((time.GetUtcNow(), context.ReceiveContext.InputAddress.Segments[^1], context.Message));
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class
    {
        heard.Enqueue((time.GetUtcNow(), context.ReceiveContext.InputAddress.Segments[^1], exception));
        return Task.CompletedTask;
    }

    /// <summary>A process ends or begins, which nobody says.</summary>
    public void Happens(string role, string what) => heard.Enqueue((time.GetUtcNow(), role, new Happening(what)));

    /// <summary>All lines; those of one millisecond in the order of the alphabet, for they have no other.</summary>
    public IReadOnlyList<string> Lines()
    {
        var rounds = heard.Select(h => h.Message).OfType<StartRound>().DistinctBy(r => r.RoundId).ToDictionary(r => r.RoundId, r => $"round {r.Number}");
        var frames = heard.Select(h => h.Message).OfType<FrameSaved>().DistinctBy(f => f.FrameId).ToDictionary(f => f.FrameId, f => $"{rounds[f.RoundId]} {f.Camera}");
        return [.. heard
            .Select(h => $"{h.At:yyyy-MM-dd HH:mm:ss.fff} {h.Reader,-16} {(h.Message as Happening)?.What ?? Said(h.Message, rounds, frames)}".TrimEnd())
            .Distinct() // a message may be handed over twice, and its reader drops the second
            .Order(StringComparer.Ordinal)
            .Select(l => l["yyyy-MM-dd ".Length..])];
    }

    private static string Work(Slot slot) => slot.Work switch { SlotWork.Solve => "solve", SlotWork.MeterFlat => "meter", var work => work.ToString().ToLowerInvariant() } + (slot.Frames > 1 ? $" {slot.Frames} x" : "");

    private static string Said(object message, Dictionary<Guid, string> rounds, Dictionary<Guid, string> frames) => $"{message.GetType().Name} " + message switch
    {
        StartNight m => string.Join(", ", m.Cameras),
        SkyUnsafe m => m.Reason,
        KeepClosed m => m.Reason,
        StopNight m => m.Reason,
        PauseNight m => $"{m.Reason}{(m.AbortExposures ? " Exposures are aborted." : "")}",
        RequestHeard m => m.Sentence,
        RequestGranted m => m.Sentence,
        RequestRefused m => m.Sentence,
        StartRound m => $"{rounds[m.RoundId]}, epoch {m.Epoch}, {m.Target.Name}, {(m.SkyIsReady ? "still" : "moving")}: {string.Join(", ", m.Slots.OrderBy(s => s.Key).Select(s => $"{s.Key} {(s.Value.Work == SlotWork.Expose ? s.Value.Kind : Work(s.Value))} {s.Value.Exposure.TotalSeconds} s"))}",
        PrepareRound m => $"{rounds[m.RoundId]}, epoch {m.Epoch}, {(m.Slot.Work == SlotWork.Expose ? "" : $"{Work(m.Slot)} ")}{m.Slot.Filter} {m.Slot.Exposure.TotalSeconds} s, lease {m.Lease.TotalSeconds} s",
        CameraNotReady m => $"{rounds[m.RoundId]} {m.Camera}: {m.Reason}",
        SkyReady m => rounds[m.RoundId],
        OpenShutters m => $"{rounds[m.RoundId]}, epoch {m.Epoch}",
        ShutterClosed m => $"{rounds[m.RoundId]} {m.Camera}, {(m.Frames switch { 0 => m.FlatExposure is { } e ? FormattableString.Invariant($"flats of {e.TotalSeconds} s") : m.Reason ?? "done", 1 => "taken", var n => $"{n} taken" })}",
        AbortSlot m => $"{rounds[m.RoundId]}: {m.Reason}",
        RoundClosed m => $"{rounds[m.RoundId]}{(m.Opened ? "" : ", not opened")}: {string.Join(", ", m.Cameras.OrderBy(c => c.Camera).Select(c => $"{c.Camera} {c.End}"))}",
        Slew m => $"epoch {m.Epoch}, {m.Target}{(m.Looks is { } looks ? FormattableString.Invariant($", {Beside(m, looks):F0} arcmin beside it") : "")}",
        Flip m => $"epoch {m.Epoch}, {m.Target}, to the {m.To} of the pier",
        Contracts.Dither m => $"epoch {m.Epoch}, number {m.Number}",
        Rest m => $"epoch {m.Epoch}",
        Park m => $"epoch {m.Epoch}",
        SkySettled m => $"epoch {m.Epoch}, {(m.Ended - m.Began).TotalSeconds:F1} s{(m.Restarted ? ", guiding again" : "")}{(m.ShiftArcseconds is < 8 ? $", {m.ShiftArcseconds:F0} arcsec only" : "")}",
        MoveFailed m => $"epoch {m.Epoch}: {m.Reason}",
        SkyDisturbed m => $"epoch {m.Epoch}, {(m.Ended is { } ended ? $"{(ended - m.Began).TotalSeconds:F1} s" : "lasts")}: {m.Reason}",
        FrameSaved m => frames[m.FrameId],
        FocusEnded m => $"{rounds[m.RoundId]} {m.Camera}, {m.Reason ?? $"found with {m.Points} points"}",
        SolveEnded m => $"{rounds[m.RoundId]} {m.Camera}, {m.AngleDegrees:F1}° of {m.WantedDegrees:F1}° with {m.Tries} frames{(m.Reason is null ? "" : $": {m.Reason}")}",
        GradeFrame m => frames[m.FrameId],
        FrameGraded m => $"{frames[m.FrameId]}, {(m.Accepted ? "accepted" : m.Reason)}",
        AdmitCamera m => $"{rounds[m.RoundId]} {m.Camera}",
        BeginEvent m => $"{m.Occasion}{(m.Target is null ? "" : $" {m.Target}")}: {string.Join(", ", m.Cameras)}",
        RunStep m => $"{m.Step.Verb}, stage {m.Stage}, within {m.Within.TotalSeconds} s",
        StepEnded m => $"{m.Camera}, stage {m.Stage}{(m.Trouble is null ? "" : $": {m.Trouble}")}",
        OpenForScript m => $"stage {m.Stage}: {string.Join(", ", m.Slots.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value.Kind}"))}",
        ScriptRoundClosed m => $"stage {m.Stage}{(m.Trouble is null ? "" : $": {m.Trouble}")}",
        PointForScript m => m.Place,
        ProgramArrived m => $"{m.Program} at {m.Barrier}",
        CameraJoined m => m.Camera,
        CameraLost m => m.Camera,
        CancelRound m => $"{rounds[m.RoundId]}: {m.Reason}",
        Exception e => e.Message,
        _ => "",
    };

    private static double Beside(Slew slew, SkyPlace looks) => 60 * Sky.SeparationDegrees(
        new(slew.RightAscensionHours, slew.DeclinationDegrees), new(looks.RightAscensionHours, looks.DeclinationDegrees));

    private sealed record Happening(string What);
}
