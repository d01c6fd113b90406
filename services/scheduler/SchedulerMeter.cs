using System.Diagnostics.Metrics;
using Sync.Scheduler.Fleet;

namespace Sync.Scheduler;

/// <summary>What is measured of nights, rounds and frames, by the night's clock. Call it when the transaction has committed, and all is counted once.</summary>
internal sealed class SchedulerMeter : IDisposable
{
    private static readonly InstrumentAdvice<double> Minutes = new() { HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200] };
    private static readonly InstrumentAdvice<double> Instants = new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30] };
    private readonly Meter meter = new("Sync.Scheduler");
    private readonly Counter<long> rounds;
    private readonly Counter<long> frames;
    private readonly Counter<double> waiting;
    private readonly Histogram<double> deadTime;
    private readonly Histogram<double> startSkew;

    public SchedulerMeter(CameraFleet fleet)
    {
        rounds = meter.CreateCounter<long>("sync.rounds", "{round}", "Rounds that have closed.");
        frames = meter.CreateCounter<long>("sync.frames", "{frame}", "Frames by what became of them.");
        waiting = meter.CreateCounter<double>("sync.waiting", "s", "Time in which nothing was exposed, by what was waited for.");
        deadTime = meter.CreateHistogram("sync.round.dead_time", "s", "From the beginning of a round until its shutters were told to open.", null, Minutes);
        startSkew = meter.CreateHistogram("sync.round.start_skew", "s", "Between the first and the last opening of a shutter in one round.", null, Instants);
        meter.CreateObservableGauge("sync.cameras.present", () => fleet.Present.Count, "{camera}", "Cameras that can take part in a round.");
    }

    public Meter Meter => meter;

    /// <summary>Whether it is worth a look into the books.</summary>
    public bool ComparesStarts => startSkew.Enabled;

    /// <inheritdoc cref="ComparesStarts"/>
    public bool CountsFrames => frames.Enabled;

    public void RoundClosed(bool opened) => rounds.Add(1, new KeyValuePair<string, object?>("round.outcome", opened ? "opened" : "given_up"));

    public void DeadTime(TimeSpan time, bool moved) => deadTime.Record(time.TotalSeconds, new KeyValuePair<string, object?>("round.moved", moved));

    public void StartSkew(TimeSpan skew) => startSkew.Record(skew.TotalSeconds);

    /// <param name="camera">whose frame</param>
    /// <param name="verdict">accepted, rejected or lost</param>
    public void FrameEnded(string camera, string verdict) => frames.Add(
        1, new KeyValuePair<string, object?>("camera.name", camera), new KeyValuePair<string, object?>("frame.verdict", verdict));

    /// <param name="time">nothing is counted of a wait that took none</param>
    /// <param name="cause">one of <see cref="WaitCause"/></param>
    /// <param name="camera">whom it was waited for</param>
    public void Waited(TimeSpan time, string cause, string? camera = null)
    {
        if (time <= TimeSpan.Zero)
            return;
        var why = new KeyValuePair<string, object?>("wait.cause", cause);
        if (camera is null)
            waiting.Add(time.TotalSeconds, why);
        else
            waiting.Add(time.TotalSeconds, why, new KeyValuePair<string, object?>("camera.name", camera));
    }

    public void Dispose() => meter.Dispose();
}
