namespace Sync.Devices;

/// <summary>What moves a camera, or a mirror, along the light.</summary>
public interface IFocuser : IDevice
{
    /// <summary>Where it is, in steps from 0; known after <see cref="IDevice.Connect"/>, and followed while it moves.</summary>
    int Position { get; }

    /// <summary>The largest position; known after <see cref="IDevice.Connect"/>.</summary>
    int HighestPosition { get; }

    /// <summary>Moves, and returns when it stands there. When it is cancelled it stops where it is.</summary>
    /// <exception cref="DeviceException">also when there is no such position; it names those there are</exception>
    Task Move(int position, CancellationToken cancel);

    /// <summary>Temperature at the focuser in °C; null when it does not tell.</summary>
    Task<double?> Celsius(CancellationToken cancel);
}
