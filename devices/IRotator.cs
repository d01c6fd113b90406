namespace Sync.Devices;

/// <summary>What turns a camera around the light that comes to it.</summary>
public interface IRotator : IDevice
{
    /// <summary>Where it stands, by its own marks; known after <see cref="IDevice.Connect"/>, and followed while it turns.</summary>
    double Degrees { get; }

    /// <summary>The end of its way; known after <see cref="IDevice.Connect"/>.</summary>
    double LowestDegrees { get; }

    /// <summary>The other end; known after <see cref="IDevice.Connect"/>.</summary>
    double HighestDegrees { get; }

    /// <summary>Turns, and returns when it stands there. When it is cancelled it stops where it is.</summary>
    /// <exception cref="DeviceException">also when that is beyond its ends; it names them</exception>
    Task Turn(double degrees, CancellationToken cancel);
}
