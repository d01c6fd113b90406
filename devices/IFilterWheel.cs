namespace Sync.Devices;

/// <summary>A filter wheel.</summary>
public interface IFilterWheel : IDevice
{
    /// <summary>Names in the order of the slots; known after <see cref="IDevice.Connect"/>.</summary>
    IReadOnlyList<string> Filters { get; }

    /// <summary>The filter in the light path; null while it turns.</summary>
    string? Current { get; }

    /// <summary>Turns until that filter is in the light path.</summary>
    /// <exception cref="DeviceException">also when there is no such filter; it names those there are</exception>
    Task Select(string filter, CancellationToken cancel);
}
