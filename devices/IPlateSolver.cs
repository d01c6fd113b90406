using Sync.Astro.Coordinates;

namespace Sync.Devices;

/// <summary>Finds out from its stars what a frame shows.</summary>
public interface IPlateSolver
{
    /// <exception cref="PlateException">it was not found out; the message says why</exception>
    Task<PlateSolution> Solve(Plate plate, CancellationToken cancel);
}

/// <summary>A frame to be solved, and what is known of it before.</summary>
/// <param name="Image">as it was read out</param>
/// <param name="Camera">the name in the rig of the camera that took it</param>
/// <param name="Middle">of the exposure</param>
/// <param name="Near">where its centre should be, J2000</param>
/// <param name="PixelArcseconds">on the sky, of a pixel of the image, as the optics should have it</param>
public sealed record Plate(CameraImage Image, string Camera, DateTimeOffset Middle, Equatorial Near, double PixelArcseconds);

/// <summary>What a frame shows.</summary>
/// <param name="Centre">J2000</param>
/// <param name="PositionAngleDegrees">of the frame's top, from north through east, 0 to 360</param>
/// <param name="PixelArcseconds">on the sky, of a pixel of the image</param>
public sealed record PlateSolution(Equatorial Centre, double PositionAngleDegrees, double PixelArcseconds);

/// <summary>What a frame shows was not found out. The message says why, in a sentence.</summary>
public sealed class PlateException(string message) : Exception(message);
