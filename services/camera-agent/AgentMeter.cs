using System.Diagnostics.Metrics;

namespace Sync.CameraAgent;

/// <summary>What is measured of the cameras of this process.</summary>
internal sealed class AgentMeter : IDisposable
{
    private readonly Meter meter = new("Sync.CameraAgent");
    private readonly Counter<double> openShutter;

    public AgentMeter() =>
        openShutter = meter.CreateCounter<double>("sync.camera.open_shutter", "s", "Time with an open shutter, aborted exposures included.");

    public Meter Meter => meter;

    /// <summary>Once for each exposure, when its end is in the journal.</summary>
    public void WasOpen(string camera, TimeSpan open) => openShutter.Add(open.TotalSeconds, new KeyValuePair<string, object?>("camera.name", camera));

    public void Dispose() => meter.Dispose();
}
