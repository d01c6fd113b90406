using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>What PHD2 knows of how its mount moves the star.</summary>
internal sealed class Phd2Calibration(Phd2Connection line)
{
    private PierSide? side;

    /// <summary>
    /// PHD2 turns its calibration by itself where the mount tells it how it stands. One that tells nothing has a calibration without a
    /// declination; then it is turned here, when the side is another than at the last call.
    /// </summary>
    public async Task OnSide(PierSide now, CancellationToken cancel)
    {
        var told = await Ask(cancel);
        if (side is { } before && before != now && IsTrue(told, "calibrated") && !KnowsDeclination(told))
            await line.Ask("flip_calibration", cancel);
        side = now;
    }

    /// <exception cref="DeviceException">it is not calibrated, or the answer can't be understood</exception>
    public async Task<LockShift> Axes(CancellationToken cancel)
    {
        try
        {
            return LockShift.Of(await Ask(cancel)) ?? throw new DeviceException(line.Name, "is not calibrated");
        }
        catch (FormatException e)
        {
            throw new DeviceException(line.Name, e.Message, e);
        }
    }

    private Task<JsonElement> Ask(CancellationToken cancel) => line.Ask("get_calibration_data", new object[] { "Mount" }, cancel);

    private static bool IsTrue(JsonElement told, string member) =>
        told.ValueKind == JsonValueKind.Object && told.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Without one it tells 57123.9°.</summary>
    private static bool KnowsDeclination(JsonElement told) =>
        told.TryGetProperty("declination", out var degrees) && degrees.ValueKind == JsonValueKind.Number && Math.Abs(degrees.GetDouble()) <= 90;
}
