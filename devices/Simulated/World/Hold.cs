namespace Sync.Devices.Simulated.World;

/// <summary>A permission that was granted: this camera may have its shutter open in this interval.</summary>
public sealed record Hold(string Camera, DateTimeOffset From, DateTimeOffset Until);
