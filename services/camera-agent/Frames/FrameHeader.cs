using Sync.Astro.Coordinates;
using Sync.Astro.Fits;
using Sync.Astro.Time;
using Sync.CameraAgent.Exposures;
using Sync.Contracts;
using Sync.Devices;
using Sync.Devices.Rig;

namespace Sync.CameraAgent.Frames;

/// <summary>What a frame says of itself: N.I.N.A.'s keywords, which stackers go by, and Sync's own (SYN…).</summary>
internal static class FrameHeader
{
    /// <summary>By which a file is known as a certain frame.</summary>
    public const string FrameKeyword = "SYNFRAME";

    private const double ModifiedJulian = 2400000.5;

    /// <param name="row">a frame that was taken</param>
    /// <param name="telescope">by what</param>
    /// <param name="conditions">what else is known of it</param>
    /// <param name="zone">for DATE-LOC</param>
    public static FitsHeader Of(FrameRow row, Telescope telescope, FrameConditions conditions, TimeZoneInfo zone)
    {
        var order = row.Order;
        var header = new FitsHeader();
        Exposure(header, FrameTypes.Of(order.Slot.Work), Seconds(row, order.Slot), row.Opened, row.Closed, zone);
        Camera(header, telescope, order.Slot, conditions.SensorCelsius);
        Optics(header, telescope, order.Slot);
        Focuser(header, telescope.Focuser?.Name, conditions);
        var ofTheSky = order.Slot.Work == SlotWork.Expose;
        if (ofTheSky)
            Target(header, order.Target);
        Site(header, telescope.Site);
        if (ofTheSky)
        {
            Height(header, telescope.Site, order.Target, Middle(row.Opened, row.Closed));
            header
                .Set("ROTATANG", conditions.AngleDegrees, "[deg] position angle, solved")
                .Set("PIERSIDE", conditions.Side?.ToString(), "of the pier, where the telescopes are");
        }
        Own(header, row, order);
        return header.Set("SWCREATE", "Sync", "program");
    }

    /// <summary>Of a frame that belongs to no night: nobody knows where it looks.</summary>
    /// <param name="slot">what was asked of the camera</param>
    /// <param name="shutter">when it was open</param>
    /// <param name="telescope">by what</param>
    /// <param name="sensorCelsius">null where the camera can't tell</param>
    /// <param name="zone">for DATE-LOC</param>
    public static FitsHeader OfSnapshot(Slot slot, ShutterInterval shutter, Telescope telescope, double? sensorCelsius, TimeZoneInfo zone)
    {
        var header = new FitsHeader();
        Exposure(header, FrameTypes.Snapshot, slot.Exposure.TotalSeconds, shutter.Opened, shutter.Closed, zone);
        Camera(header, telescope, slot, sensorCelsius);
        Optics(header, telescope, slot);
        Site(header, telescope.Site);
        return header.Set("SYNCAM", telescope.Name, "camera of the rig").Set("SWCREATE", "Sync", "program");
    }

    private static DateTimeOffset Middle(DateTimeOffset opened, DateTimeOffset closed) => opened + ((closed - opened) / 2);

    private static double Seconds(FrameRow row, Slot slot) => row.IsWhole ? slot.Exposure.TotalSeconds : (row.Closed - row.Opened).TotalSeconds;

    private static void Exposure(FitsHeader header, string type, double seconds, DateTimeOffset opened, DateTimeOffset closed, TimeZoneInfo zone) => header
        .Set("IMAGETYP", type, "type of frame")
        .Set("EXPTIME", seconds, "[s] exposure")
        .Set("EXPOSURE", seconds, "[s] exposure")
        .Set("TIMESYS", "UTC", "time system")
        .Set("DATE-OBS", opened, "shutter opened")
        .Set("DATE-END", closed, "shutter closed")
        .Set("DATE-AVG", Middle(opened, closed), "middle of the exposure")
        .Set("DATE-LOC", Local(opened, zone), "shutter opened, local time")
        .Set("MJD-OBS", JulianDate.FromInstant(opened) - ModifiedJulian, "[d] shutter opened")
        .Set("MJD-AVG", JulianDate.FromInstant(Middle(opened, closed)) - ModifiedJulian, "[d] middle of the exposure");

    private static string Local(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-ddTHH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);

    private static void Camera(FitsHeader header, Telescope telescope, Slot slot, double? sensorCelsius)
    {
        var facts = telescope.Camera.Facts;
        var colour = slot.Binning == 1 && facts.BayerPattern is not null;
        header
            .Set("INSTRUME", facts.Model, "camera")
            .Set("CAMERAID", telescope.Name, "camera of the rig")
            .Set("XBINNING", slot.Binning, "binning")
            .Set("YBINNING", slot.Binning, "binning")
            .Set("XPIXSZ", facts.PixelMicrometres * slot.Binning, "[um] pixel, binned")
            .Set("YPIXSZ", facts.PixelMicrometres * slot.Binning, "[um] pixel, binned")
            .Set("GAIN", slot.Gain, "gain")
            .Set("OFFSET", slot.Offset, "offset")
            .Set("READOUTM", slot.ReadoutMode, "readout mode")
            .Set("SET-TEMP", telescope.Description.CoolToCelsius, "[degC] wanted of the sensor")
            .Set("CCD-TEMP", sensorCelsius, "[degC] sensor")
            .Set("BAYERPAT", colour ? facts.BayerPattern : null, "Bayer matrix")
            .Set("XBAYROFF", colour ? 0 : (int?)null, "Bayer offset")
            .Set("YBAYROFF", colour ? 0 : (int?)null, "Bayer offset")
            .Set("ROWORDER", "TOP-DOWN", "first row is on top");
    }

    private static void Optics(FitsHeader header, Telescope telescope, Slot slot)
    {
        var camera = telescope.Description;
        header
            .Set("TELESCOP", camera.TelescopeOrName(), "telescope")
            .Set("FOCALLEN", camera.FocalLengthMillimetres, "[mm] focal length")
            .Set("FOCRATIO", camera.FocalLengthMillimetres / camera.ApertureMillimetres, "focal ratio")
            .Set("FWHEEL", telescope.Wheel?.Name, "filter wheel")
            .Set("FILTER", slot.Filter, "filter");
    }

    /// <summary>Each by both names that are in use.</summary>
    private static void Focuser(FitsHeader header, string? name, FrameConditions conditions) => header
        .Set("FOCNAME", name, "focuser")
        .Set("FOCPOS", conditions.FocuserSteps, "[step] focuser")
        .Set("FOCUSPOS", conditions.FocuserSteps, "[step] focuser")
        .Set("FOCTEMP", conditions.FocuserCelsius, "[degC] focuser")
        .Set("FOCUSTEM", conditions.FocuserCelsius, "[degC] focuser");

    private static void Target(FitsHeader header, RoundTarget target) => header
        .Set("OBJECT", target.Name, "target")
        .Set("OBJCTRA", Sexagesimal.Hours(target.RightAscensionHours), "[H M S] J2000")
        .Set("OBJCTDEC", Sexagesimal.Degrees(target.DeclinationDegrees), "[D M S] J2000")
        .Set("OBJCTROT", target.RotationDegrees, "[deg] planned position angle")
        .Set("RA", target.RightAscensionHours * 15, "[deg] J2000")
        .Set("DEC", target.DeclinationDegrees, "[deg] J2000")
        .Set("EQUINOX", 2000.0, "[yr] of the coordinates");

    private static void Site(FitsHeader header, SiteDescription site) => header
        .Set("SITENAME", site.Name, "site")
        .Set("SITELAT", site.LatitudeDegrees, "[deg] north positive")
        .Set("SITELONG", site.LongitudeDegrees, "[deg] east positive")
        .Set("SITEELEV", site.ElevationMetres, "[m] above sea");

    private static void Height(FitsHeader header, SiteDescription site, RoundTarget target, DateTimeOffset middle)
    {
        var sky = Sky.Horizontal(new(target.RightAscensionHours, target.DeclinationDegrees), site.ToGeoSite(), middle);
        header
            .Set("CENTALT", sky.AltitudeDegrees, "[deg] altitude of the target")
            .Set("CENTAZ", sky.AzimuthDegrees, "[deg] azimuth of the target")
            .Set("AIRMASS", Sky.AirMass(sky.AltitudeDegrees), "air mass of the target");
    }

    private static void Own(FitsHeader header, FrameRow row, PrepareRound order) => header
        .Set("SYNCAM", row.Camera, "camera of the rig")
        .Set("SYNNIGHT", order.NightId.ToString("N"), "night")
        .Set("SYNROUND", order.RoundId.ToString("N"), "round")
        .Set("SYNNUM", order.Number, "number of the round in its night")
        .Set("SYNEPOCH", order.Epoch, "moves of the night before this round")
        .Set("SYNPLAN", order.Slot.Work == SlotWork.Expose ? order.Slot.PlanId.ToString("N") : null, "exposure plan")
        .Set("SYNPROJ", order.Slot.Work == SlotWork.Expose ? order.Target.Project : null, "project")
        .Set("SYNABORT", row.Reason, "why it is not whole")
        .Set(FrameKeyword, row.Frame.ToString("N"), "frame");
}
