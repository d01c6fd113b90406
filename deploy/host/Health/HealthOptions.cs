namespace Sync.Host.Health;

/// <summary>Whether the process says on loopback how it is. Section "Health".</summary>
internal sealed class HealthOptions
{
    /// <summary>TCP port of 127.0.0.1, 1 to 65535; 0 for none.</summary>
    public int Port { get; init; }
}
