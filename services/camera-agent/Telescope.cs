using Sync.Devices;
using Sync.Devices.Rig;

namespace Sync.CameraAgent;

/// <summary>One camera of the rig and what belongs to it.</summary>
/// <param name="Description">as the rig's owner wrote it</param>
/// <param name="Site">where the rig stands</param>
/// <param name="Camera">its camera</param>
/// <param name="Wheel">null when there is none</param>
/// <param name="Focuser">null when there is none</param>
/// <param name="Cover">null when there is none</param>
internal sealed record Telescope(CameraDescription Description, SiteDescription Site, ICamera Camera, IFilterWheel? Wheel, IFocuser? Focuser = null, ICover? Cover = null)
{
    /// <summary>Null when there is none.</summary>
    public IRotator? Rotator { get; init; }

    /// <summary>Null when there is none.</summary>
    public IPlateSolver? Solver { get; init; }

    public string Name => Description.Name;

    /// <summary>Of an unbinned pixel on the sky; the camera must have been connected.</summary>
    public double PixelArcseconds =>
        Math.Atan(Camera.Facts.PixelMicrometres / (1000 * Description.FocalLengthMillimetres)) * 180 * 3600 / Math.PI;
}

/// <summary>Makes what hangs on the agent of that name.</summary>
internal delegate Telescope TelescopeFactory(string camera);
