namespace Sync.Devices;

/// <summary>What is before a telescope: a cover, a panel of light, or both in one.</summary>
public interface ICover : IDevice
{
    /// <summary>Whether anything opens and closes. Known after <see cref="IDevice.Connect"/>.</summary>
    bool HasCover { get; }

    /// <summary>Known after <see cref="IDevice.Connect"/>.</summary>
    bool HasPanel { get; }

    /// <summary>Whether light gets in; null while it moves, and where nobody can tell.</summary>
    Task<bool?> IsOpen(CancellationToken cancel);

    /// <summary>Returns when it is open. Harmless when it was, and where there is but a panel.</summary>
    Task Open(CancellationToken cancel);

    /// <summary>Returns when it is closed. Harmless when it was.</summary>
    /// <exception cref="DeviceException">also when there is but a panel</exception>
    Task Close(CancellationToken cancel);

    /// <summary>Sets the panel's light.</summary>
    /// <param name="brightnessPercent">0 for off, up to 100</param>
    /// <param name="cancel">nobody wants it any more</param>
    /// <exception cref="DeviceException">also when there is no panel</exception>
    Task Light(int brightnessPercent, CancellationToken cancel);
}
