using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>
/// Where east and north are in the guide camera, from PHD2's calibration. As PHD2 does it for its own dithers, the axes
/// count as perpendicular, and only which way declination turns is taken from its angle.
/// </summary>
internal sealed record LockShift(double RightAscensionDegrees, bool DeclinationIsTurned)
{
    /// <summary>Reads the result of get_calibration_data.</summary>
    /// <returns>null when the mount is not calibrated</returns>
    /// <exception cref="FormatException">it can't be understood</exception>
    public static LockShift? Of(JsonElement calibration)
    {
        try
        {
            return calibration.GetProperty("calibrated").GetBoolean()
                ? Of(calibration.GetProperty("xAngle").GetDouble(), calibration.GetProperty("yAngle").GetDouble())
                : null;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"the calibration {calibration.GetRawText()} has no angles", e);
        }
    }

    public static LockShift Of(double xAngleDegrees, double yAngleDegrees) =>
        new(xAngleDegrees, Math.Abs(Math.IEEERemainder(xAngleDegrees - yAngleDegrees + 90, 360)) > 90);

    /// <summary>How the lock position must move, in pixels of x and y, for the sky to move so far along both axes of the mount.</summary>
    public (double X, double Y) Of(PixelShift shift)
    {
        var turn = RightAscensionDegrees * Math.PI / 180;
        var declination = DeclinationIsTurned ? 0 - shift.Declination : shift.Declination;
        return ((shift.RightAscension * Math.Cos(turn)) - (declination * Math.Sin(turn)),
            (shift.RightAscension * Math.Sin(turn)) + (declination * Math.Cos(turn)));
    }
}

/// <summary>A move in pixels of the guide camera along the axes of the mount, east and north positive.</summary>
internal readonly record struct PixelShift(double RightAscension, double Declination)
{
    public double Length => double.Hypot(RightAscension, Declination);
}
