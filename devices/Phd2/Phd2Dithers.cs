using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>Turns an offset on the sky into what PHD2 is told: a lock position, or how far it may dither by itself.</summary>
internal sealed class Phd2Dithers(Phd2Connection line, Phd2Calibration calibration, bool byItself)
{
    private const string Dither = "the dither";

    /// <exception cref="DeviceException">the scale, the calibration or the lock position is not known</exception>
    public async Task<SettleOrder> Order(SkyOffset by, Settle settle, CancellationToken cancel)
    {
        var scale = line.Picture.PixelArcseconds ?? throw new DeviceException(
            line.Name, "can't dither: it does not know its pixel scale; its profile needs focal length and pixel size");
        var mode = (await line.Ask("get_dec_guide_mode", cancel)).ToString();
        // PHD2 guides declination both ways for a dither of its own; after a new lock position it would never get there.
        var guidesDeclination = byItself ? mode != "Off" : mode == "Auto";
        var shift = new PixelShift(by.EastArcseconds / scale, guidesDeclination ? by.NorthArcseconds / scale : 0);
        return byItself ? ByItself(shift, settle) : await ByLockPosition(shift, settle, cancel);
    }

    /// <summary>PHD2 moves each axis by up to the amount.</summary>
    private static SettleOrder ByItself(PixelShift shift, Settle settle) => new("dither", Dither, settle, new
    {
        amount = Math.Round(shift.Length, 3),
        raOnly = shift.Declination == 0,
        settle = SettleOrder.Limits(settle),
    });

    private async Task<SettleOrder> ByLockPosition(PixelShift shift, Settle settle, CancellationToken cancel)
    {
        var (x, y) = (await calibration.Axes(cancel)).Of(shift);
        var from = await LockPosition(cancel);
        return SettleOrder.Guide(Dither, settle) with { LockPosition = (Math.Round(from.X + x, 3), Math.Round(from.Y + y, 3)), JumpPixels = shift.Length };
    }

    private async Task<(double X, double Y)> LockPosition(CancellationToken cancel)
    {
        var told = await line.Ask("get_lock_position", cancel);
        return told.ValueKind == JsonValueKind.Array && told.GetArrayLength() == 2 && told.EnumerateArray().All(n => n.ValueKind == JsonValueKind.Number)
            ? (told[0].GetDouble(), told[1].GetDouble())
            : throw new DeviceException(line.Name, $"can't dither: its lock position is {told.GetRawText()}");
    }
}
