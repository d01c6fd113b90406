using System.Globalization;
using Sync.Contracts;
using Sync.Host.Reports;
using Sync.Scheduler.Nights;

namespace Sync.Host.Nights;

/// <summary>For a file or a log: one line for each thing that changes, with the night's clock in UTC.</summary>
internal sealed class LineScreen : INightScreen
{
    private readonly Lock gate = new();
    private readonly NightRun night;
    private readonly TimeProvider time;
    private readonly TextWriter output;
    private readonly Dictionary<string, string> said = [];
    private CheckCompleted? told;

    public LineScreen(NightRun night, HostSettings settings, TextWriter output)
    {
        (this.night, time, this.output) = (night, settings.Time, output);
        night.Tonight.Changed += Tell;
    }

    public void Say(string sentence)
    {
        lock (gate)
            Write(sentence);
    }

    public ValueTask DisposeAsync()
    {
        night.Tonight.Changed -= Tell;
        return ValueTask.CompletedTask;
    }

    private void Tell()
    {
        lock (gate)
        {
            Tell(night.Tonight.Check);
            if (night.Tonight.Night is { } view)
                Once("night", Line(view));
            var present = night.Tonight.Cameras;
            foreach (var camera in present)
                Once(camera.Camera, camera.Activity == CameraActivity.Failed ? $"Camera {camera.Camera} does not answer." : $"Camera {camera.Camera} is there.");
            foreach (var lost in said.Keys.Where(k => k != "night").Except(present.Select(c => c.Camera)).ToList())
                Once(lost, $"Camera {lost} is lost.");
        }
    }

    private void Tell(CheckCompleted? check)
    {
        if (check is null || check == told)
            return;
        told = check;
        foreach (var (_, line) in CheckText.Problems(check, unicode: true))
            Write(line);
        Write(CheckText.Verdict(check));
    }

    private void Once(string what, string line)
    {
        if (said.GetValueOrDefault(what) == line)
            return;
        said[what] = line;
        Write(line);
    }

    private void Write(string line) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss} {line}"));

    private static string Line(NightView view)
    {
        if (view.State == "Imaging" && view.Slots.Count > 0)
            return $"Round {view.Rounds} on {view.Target}: {string.Join(", ", view.Slots.Select(Line))}";
        return NightText.Of(view);
    }

    private static string Line(NightSlot slot) =>
        string.Create(CultureInfo.InvariantCulture, $"{slot.Camera} {slot.Exposure.TotalSeconds:0.#} s {slot.Filter ?? slot.Kind}");
}
