namespace Sync.Devices;

/// <summary>A device refused, failed or did not answer. The message names the device, what was asked and the device's own words.</summary>
public sealed class DeviceException : Exception
{
    public DeviceException(string device, string what)
        : base($"{device}: {what}") => Device = device;

    public DeviceException(string device, string what, Exception cause)
        : base($"{device}: {what}", cause) => Device = device;

    /// <summary>Two devices, or one twice.</summary>
    public DeviceException(DeviceException first, DeviceException second)
        : base($"{first.Message.TrimEnd('.')}. {second.Message}", second) => Device = first.Device;

    public string Device { get; }
}
