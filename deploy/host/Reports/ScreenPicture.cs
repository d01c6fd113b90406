using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sync.Contracts;
using Sync.Host.Nights;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;

namespace Sync.Host.Reports;

/// <summary>The night on a terminal of some width: lines are cut and bars shrink, nothing wraps.</summary>
internal sealed class ScreenPicture
{
    private const int BarAtMost = 40;
    private const int BarAtLeast = 8;
    private const int ProblemsAtMost = 6;

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Quiet = new(Color.Grey);
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Busy = new(Color.Aqua);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);

    private readonly List<ScreenLine> lines = [];
    private readonly NightPicture picture;
    private readonly int width;
    private readonly bool unicode;

    private ScreenPicture(NightPicture picture, int width, bool unicode) =>
        (this.picture, this.width, this.unicode) = (picture, width, unicode);

    public static IRenderable Of(NightPicture picture, int width, bool unicode)
    {
        var screen = new ScreenPicture(picture, Math.Max(1, width - 1), unicode);
        screen.AddClock();
        screen.AddNight();
        screen.Add();
        screen.AddCameras();
        screen.Add();
        screen.AddPlans();
        screen.AddCheck();
        if (picture.Notice is { } notice)
            screen.Add().Say(notice, Warning);
        return new Rows(screen.lines.Select(l => l.Cut(screen.width)));
    }

    private ScreenLine Add()
    {
        var line = new ScreenLine();
        lines.Add(line);
        return line;
    }

    private void AddClock()
    {
        var local = picture.Sky.Evening.ToDateTime(new TimeOnly(12, 0)) + (picture.Now - picture.Sky.Noon);
        Add().Say(Invariant($"{local:HH:mm:ss} "), Strong).Say(Invariant($"local mean time, {picture.Now:HH:mm:ss} UTC, {picture.Now:yyyy-MM-dd}, {picture.SiteName}"));
        Add().Say(SkyText.Of(picture.Sky, picture.Now), Quiet);
    }

    private void AddNight()
    {
        if (picture.Night is not { } night)
        {
            Add().Say("The night is about to begin.");
            return;
        }
        Add().Say(NightText.Of(night), Strong);
        var target = night.Target is null ? "" : $"{night.Target} ({night.Project}), ";
        Add().Say(target, Busy).Say(Invariant($"round {night.Rounds}, epoch {night.Moves}, {night.Dithers} dithers"));
        if (night.Reason is { } reason && night.State is "Moving" or "Imaging")
            Add().Say(reason, Warning);
    }

    private void AddCameras()
    {
        var name = picture.Cameras.Max(c => c.Name.Length);
        var slot = picture.Cameras.Max(c => SlotText(c).Length);
        var bar = Math.Min(BarAtMost, width - name - slot - Tally(FrameTally.None).Length - 22);
        foreach (var camera in picture.Cameras)
        {
            var (state, style) = State(camera);
            var line = Add().Say(camera.Name.PadRight(name + 2), Strong).Say(state.PadRight(13), style);
            if (bar >= BarAtLeast)
                line.Bar(Done(camera), bar, unicode, Busy).Say("  ");
            line.Say($"{SlotText(camera).PadRight(slot)}  ").Say(Tally(camera.Frames), Good);
        }
    }

    private void AddPlans()
    {
        if (picture.Plans.Count == 0)
            return;
        var kind = picture.Plans.Max(p => p.Kind.Length);
        var bar = Math.Min(BarAtMost, width - kind - 24);
        foreach (var plan in picture.Plans.Where(p => p.Enabled))
        {
            var line = Add().Say(plan.Kind.PadRight(kind + 2));
            if (bar >= BarAtLeast)
                line.Bar(plan.Desired == 0 ? 1 : (double)plan.Accepted / plan.Desired, bar, unicode, Good).Say("  ");
            line.Say(Invariant($"{plan.Accepted,4} of {plan.Desired}")).Say(plan.Pending > 0 ? Invariant($"  {plan.Pending} pending") : "", Quiet);
        }
    }

    /// <summary>What was not good before the night. It may be mended by now; the cameras' own lines say so.</summary>
    private void AddCheck()
    {
        if (picture.Check is not { } check)
            return;
        Add();
        var problems = CheckText.Problems(check, unicode);
        foreach (var (outcome, line) in problems.Take(ProblemsAtMost))
            Add().Say(line, CheckText.Colour(outcome));
        Add().Say(Invariant($"Before the night, {check.At:HH:mm} UTC: {CheckText.Verdict(check)}"), Quiet);
    }

    /// <summary>What is over of the exposure, 0 to 1.</summary>
    private double Done(CameraPicture camera) =>
        camera.Activity == CameraActivity.Exposing && camera.Ends is { } ends && camera.Exposure is { Ticks: > 0 } length
            ? 1 - ((ends - picture.Now) / length)
            : 0;

    private static (string, Style) State(CameraPicture camera) => camera.Activity switch
    {
        CameraActivity.Exposing => ("exposing", Busy),
        CameraActivity.Downloading => ("reading out", Good),
        CameraActivity.Preparing => ("preparing", Warning),
        CameraActivity.Ready => ("ready", Good),
        CameraActivity.Focusing => ("focusing", Busy),
        CameraActivity.Solving => ("solving", Busy),
        CameraActivity.Metering => ("metering", Busy),
        CameraActivity.SyncWait => ("sync wait", Quiet),
        CameraActivity.Failed => ("no answer", Bad),
        _ => camera.Seen ? ("lost", Bad) : ("not there", Quiet),
    };

    private static string SlotText(CameraPicture camera) => camera.Slot is { } slot
        ? Invariant($"{(slot.Frames > 1 ? $"{slot.Frames} x " : "")}{slot.Exposure.TotalSeconds:0.#} s {slot.Filter ?? slot.Kind}")
        : "";

    private static string Tally(FrameTally frames) => Invariant($"{frames.Accepted,3} ok {frames.Pending,2} pending {frames.Rejected,2} rejected");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
