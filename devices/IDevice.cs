namespace Sync.Devices;

/// <summary>Something with a plug. Every verb may throw <see cref="DeviceException"/>, and all of them end, one way or the other, within a stated time.</summary>
public interface IDevice : IAsyncDisposable
{
    /// <summary>What its driver calls it.</summary>
    string Name { get; }

    /// <summary>Connects and learns what the device can do. Connecting again is harmless.</summary>
    Task Connect(CancellationToken cancel);
}
