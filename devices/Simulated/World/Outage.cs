namespace Sync.Devices.Simulated.World;

/// <summary>A device that does not work for a while. Its hardware goes on with what it does; its driver can't be spoken to.</summary>
/// <param name="Device">which, by the name that it has in the record</param>
/// <param name="From">from then on</param>
/// <param name="Until">it works again</param>
/// <param name="Silent">whether it says nothing at all; otherwise it refuses at once</param>
public sealed record Outage(string Device, DateTimeOffset From, DateTimeOffset Until, bool Silent);
