using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>Sees to it that PHD2's own devices are connected, with the right profile.</summary>
internal sealed class Phd2Equipment(Phd2Connection line, string? profile)
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    /// <exception cref="DeviceException">there is no such profile, PHD2 guides with another, or a device of it can't be connected</exception>
    public async Task Connect(CancellationToken cancel)
    {
        var connected = (await line.Ask("get_connected", cancel)).ValueKind == JsonValueKind.True;
        if (profile is not null)
            connected &= !await Select(profile, connected, cancel);
        if (connected)
            return;
        await line.Ask("set_connected", new object[] { true }, ConnectLimit, cancel);
        if ((await line.Ask("get_connected", cancel)).ValueKind != JsonValueKind.True)
            throw new DeviceException(line.Name, "its equipment is not connected, though it said so");
        await line.Learn(cancel);
    }

    /// <summary>PHD2 changes its profile only while nothing is connected.</summary>
    /// <returns>whether it was changed</returns>
    private async Task<bool> Select(string wanted, bool connected, CancellationToken cancel)
    {
        var profiles = Profiles(await line.Ask("get_profiles", cancel));
        var other = profiles.Find(p => p.IsSelected);
        if (other?.Name == wanted)
            return false;
        var found = profiles.Find(p => p.Name == wanted)
            ?? throw new DeviceException(line.Name, $"has no profile '{wanted}'; it has {string.Join(", ", profiles.Select(p => p.Name))}");
        if (connected && line.Picture.State != Phd2State.Stopped)
            throw new DeviceException(line.Name, $"is busy with the profile '{other?.Name}' ({line.Picture.State}), not '{wanted}'");
        if (connected)
            await line.Ask("set_connected", new object[] { false }, ConnectLimit, cancel);
        await line.Ask("set_profile", new object[] { found.Id }, cancel);
        return true;
    }

    private List<Profile> Profiles(JsonElement told)
    {
        try
        {
            return [.. told.EnumerateArray().Select(p => new Profile(
                p.GetProperty("id").GetInt32(), p.GetProperty("name").GetString(), p.TryGetProperty("selected", out var s) && s.GetBoolean()))];
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DeviceException(line.Name, $"its profiles can't be understood: {e.Message}", e);
        }
    }

    private sealed record Profile(int Id, string? Name, bool IsSelected);
}
