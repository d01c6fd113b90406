using System.Globalization;
using Sync.Contracts;

namespace Sync.CameraAgent.Checks;

/// <summary>Whether the disk of the frames has room for a night.</summary>
internal static class DiskSpace
{
    /// <summary>Ten hours of one-minute exposures: more than most nights take, so that a warning comes in time.</summary>
    public const int NightFrames = 600;

    /// <param name="freeBytes">left on the disk</param>
    /// <param name="minimumBytes">with less the camera is never ready</param>
    /// <param name="frameBytes">of one frame; null while the sensor is not known</param>
    public static (CheckOutcome Outcome, string Finding) Judge(long freeBytes, long minimumBytes, long? frameBytes)
    {
        if (freeBytes < minimumBytes)
            return (CheckOutcome.Bad, $"{Size(freeBytes)} are left and {Size(minimumBytes)} are wanted; make room, or no frame is taken.");
        if (frameBytes is not { } bytes)
            return (CheckOutcome.Good, $"{Size(freeBytes)} are left.");
        var frames = (freeBytes - minimumBytes) / bytes;
        var room = $"{Size(freeBytes)} are left, room for {frames} frames of {Size(bytes)}";
        return frames < NightFrames
            ? (CheckOutcome.Warning, $"{room}; a long night may take {NightFrames}.")
            : (CheckOutcome.Good, $"{room}.");
    }

    private static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
