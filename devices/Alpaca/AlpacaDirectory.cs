using System.Text.Json;

namespace Sync.Devices.Alpaca;

/// <summary>Asks a server for the devices that it has.</summary>
public static class AlpacaDirectory
{
    private const string Asked = "configureddevices";

    /// <exception cref="DeviceException">no server, or one that does not tell</exception>
    public static async Task<IReadOnlyList<AlpacaListing>> List(DeviceAddress address, TimeProvider time, CancellationToken cancel)
    {
        var server = $"Alpaca server {address}";
        using var client = new AlpacaClient(address, server, time);
        var answer = await client.Get("management/v1/" + Asked, "", Asked, cancel);
        if (answer.IsRefusal)
            throw new DeviceException(server, $"refused {Asked}: {answer.Refusal}");
        try
        {
            return [.. answer.Value!.Value.EnumerateArray().Select(Read)];
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DeviceException(server, $"answered {Asked} with no list of devices", e);
        }
    }

    /// <summary>Whether a program has connected a device. It is only asked, and stays as it is.</summary>
    /// <returns>null where it does not tell</returns>
    public static async Task<bool?> IsConnected(DeviceAddress address, AlpacaListing device, TimeProvider time, CancellationToken cancel)
    {
        using var line = new AlpacaLine(address, device.Type.ToLowerInvariant(), $"{device.Number}", time);
        try
        {
            await line.Find(cancel);
            return await line.Is("connected", cancel);
        }
        catch (DeviceException)
        {
            return null;
        }
    }

    /// <summary>The number of a device that is called so: by its number, its unique id, or a name that no other of its type has.</summary>
    /// <exception cref="DeviceException">none or several are; it names those there are</exception>
    internal static async Task<int> Number(DeviceAddress address, string type, string device, TimeProvider time, CancellationToken cancel)
    {
        if (ushort.TryParse(device, out var number))
            return number;
        var all = (await List(address, time, cancel)).Where(d => d.Type.Equals(type, StringComparison.OrdinalIgnoreCase)).ToList();
        var those = all.Where(d => d.UniqueId == device).ToList();
        if (those.Count == 0)
            those = [.. all.Where(d => d.Name == device)];
        if (those.Count == 1)
            return those[0].Number;
        var known = all.Count == 0 ? "none" : string.Join(", ", all.Select(d => $"{d.Number} \"{d.Name}\" ({d.UniqueId})"));
        throw new DeviceException(device, $"{address} has {(those.Count == 0 ? "no" : $"{those.Count}")} {type} of that name; it has {known}");
    }

    private static AlpacaListing Read(JsonElement device) => new(
        device.GetProperty("DeviceType").GetString() ?? "",
        device.GetProperty("DeviceNumber").GetInt32(),
        device.TryGetProperty("DeviceName", out var name) ? name.GetString() ?? "" : "",
        device.TryGetProperty("UniqueID", out var id) ? id.GetString() ?? "" : "");
}
