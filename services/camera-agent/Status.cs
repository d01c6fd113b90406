using Sync.Contracts;

namespace Sync.CameraAgent;

/// <summary>What an agent is doing, for its heartbeat.</summary>
internal sealed class Status
{
    private long readoutTicks = -1;
    private volatile Snapshot now = new(CameraActivity.Failed, null, null);

    public Snapshot Now => now;

    /// <summary>Whether the devices have been connected since the agent started.</summary>
    public bool Known { get; private set; }

    /// <summary>From the last closing until the camera could go on; null before the first.</summary>
    public TimeSpan? Readout => Interlocked.Read(ref readoutTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    public void ReadOutIn(TimeSpan readout) => Interlocked.Exchange(ref readoutTicks, readout.Ticks);

    public void Is(CameraActivity activity)
    {
        Known |= activity != CameraActivity.Failed;
        now = new(activity, null, null);
    }

    public void Exposes(DateTimeOffset ends, TimeSpan exposure) => now = new(CameraActivity.Exposing, ends, exposure);

    internal sealed record Snapshot(CameraActivity Activity, DateTimeOffset? ExposureEnds, TimeSpan? Exposure);
}
