using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>Asks a PHD2 what it is set up with. Nothing is connected or changed by it.</summary>
public static class Phd2Directory
{
    /// <exception cref="DeviceException">nobody is there, it is no PHD2, or it can't be understood</exception>
    public static async Task<Phd2Listing> Ask(DeviceAddress address, TimeProvider time, CancellationToken cancel)
    {
        var (name, version) = ($"PHD2 {address}", "");
        await using var line = await Phd2Line.Open(address, name, time, Hear, cancel);
        var profile = await Ask("get_profile");
        var state = await Ask("get_app_state");
        var connected = await Ask("get_connected");
        var equipment = await Ask("get_current_equipment");
        try
        {
            return new(version, profile.GetProperty("name").GetString() ?? "", state.GetString() ?? "", connected.GetBoolean(), Read(equipment));
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new DeviceException(name, $"can't be understood: {e.Message}", e);
        }

        Task<JsonElement> Ask(string method) => line.Ask(method, null, Phd2Line.AnswerLimit, cancel);

        void Hear(Phd2Message message)
        {
            if (message is Phd2Version told)
                version = told.Version;
        }
    }

    private static List<string> Read(JsonElement equipment) =>
        [.. equipment.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.Object).Select(e => $"{e.Name}: {e.Value.GetProperty("name").GetString()}")];
}
