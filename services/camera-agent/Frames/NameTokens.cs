using System.Globalization;
using Sync.Astro.Time;
using Sync.Contracts;
using Sync.Devices.Rig;

namespace Sync.CameraAgent.Frames;

/// <summary>What the tokens of a file name stand for: N.I.N.A.'s, as far as an agent knows them when it opens a shutter, and Sync's own.</summary>
internal static class NameTokens
{
    private const double ModifiedJulian = 2400000.5;

    public static readonly IReadOnlyList<string> Known =
    [
        "FILTER", "DATE", "DATEUTC", "DATEMINUS12", "DATETIME", "TIME", "TIMEUTC", "MJD", "FRAMENR", "IMAGETYPE", "BINNING",
        "SENSORTEMP", "TEMPERATURESETPOINT", "EXPOSURETIME", "TARGETNAME", "GAIN", "OFFSET", "READOUTMODE", "CAMERA", "OTA",
        "TELESCOPE", "PROJECT", "TSPROJECTNAME", "ROUND", "EPOCH", "SESSION",
    ];

    /// <param name="order">what was prepared</param>
    /// <param name="camera">who takes the frame</param>
    /// <param name="number">counts the camera's frames of the night from 1</param>
    /// <param name="sensorCelsius">null where the camera can't tell</param>
    /// <param name="now">when the shutter is about to open, in the zone of the observatory</param>
    public static Dictionary<string, string> Values(
        PrepareRound order, CameraDescription camera, int number, double? sensorCelsius, DateTimeOffset now)
    {
        var values = Times(now);
        var slot = order.Slot;
        values["FILTER"] = slot.Filter ?? "";
        values["FRAMENR"] = number.ToString("0000", CultureInfo.InvariantCulture);
        values["IMAGETYPE"] = FrameTypes.Of(slot.Work);
        values["BINNING"] = $"{slot.Binning}x{slot.Binning}";
        values["SENSORTEMP"] = Number(sensorCelsius, "0.0");
        values["TEMPERATURESETPOINT"] = Number(camera.CoolToCelsius, "0.0");
        values["EXPOSURETIME"] = Number(slot.Exposure.TotalSeconds, "0.00");
        values["TARGETNAME"] = slot.Work == SlotWork.Expose ? order.Target.Name : FrameTypes.Of(slot.Work);
        values["GAIN"] = Number(slot.Gain, "0");
        values["OFFSET"] = Number(slot.Offset, "0");
        values["READOUTMODE"] = Number(slot.ReadoutMode, "0");
        values["CAMERA"] = values["OTA"] = camera.Name;
        values["TELESCOPE"] = camera.TelescopeOrName();
        values["PROJECT"] = values["TSPROJECTNAME"] = order.Target.Project;
        values["ROUND"] = order.Number.ToString("0000", CultureInfo.InvariantCulture);
        values["EPOCH"] = order.Epoch.ToString("0000", CultureInfo.InvariantCulture);
        values["SESSION"] = order.NightId.ToString("N")[..8];
        return values;
    }

    private static Dictionary<string, string> Times(DateTimeOffset now) => new()
    {
        ["DATE"] = Text(now, "yyyy-MM-dd"),
        ["DATEUTC"] = Text(now.ToUniversalTime(), "yyyy-MM-dd"),
        ["DATEMINUS12"] = Text(now.AddHours(-12), "yyyy-MM-dd"),
        ["DATETIME"] = Text(now, "yyyy-MM-dd_HH-mm-ss"),
        ["TIME"] = Text(now, "HH-mm-ss"),
        ["TIMEUTC"] = Text(now.ToUniversalTime(), "HH-mm-ss"),
        ["MJD"] = Number(JulianDate.FromInstant(now) - ModifiedJulian, "0.00000"),
    };

    private static string Text(DateTimeOffset instant, string format) => instant.ToString(format, CultureInfo.InvariantCulture);

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
