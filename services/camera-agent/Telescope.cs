using Sync.Astro.Coordinates;
using Sync.Devices;

namespace Sync.CameraAgent;

/// <summary>One camera of the rig, what belongs to it, and what its frames say of it.</summary>
internal sealed record Telescope
{
    public required string Name { get; init; }

    /// <summary>Unlike any other of the rig, or stackers mix their frames.</summary>
    public required string Tube { get; init; }

    public required string Profile { get; init; }

    public required ICamera Camera { get; init; }

    public IFilterWheel? Wheel { get; init; }

    public required double FocalLengthMillimetres { get; init; }

    public double? ApertureMillimetres { get; init; }

    /// <summary>Null leaves the cooler alone.</summary>
    public double? SetCelsius { get; init; }

    public GeoSite? Site { get; init; }

    /// <summary>Of an unbinned pixel; the camera must be connected.</summary>
    public double PixelArcseconds => 3600e-3 * 180 / Math.PI * Camera.Facts.PixelMicrometres / FocalLengthMillimetres;
}

/// <summary>Makes what hangs on the agent of that name.</summary>
internal delegate Telescope TelescopeFactory(string camera);
