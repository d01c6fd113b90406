namespace Sync.Devices.Simulated.Frames;

/// <summary>An exposure that can be downloaded.</summary>
internal sealed record Exposed(int Number, DateTimeOffset Opened, DateTimeOffset Closed, CameraSettings Settings)
{
    public double Seconds => (Closed - Opened).TotalSeconds;
}
