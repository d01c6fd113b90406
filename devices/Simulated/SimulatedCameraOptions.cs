namespace Sync.Devices.Simulated;

/// <summary>What a simulated camera and the telescope before it are.</summary>
public sealed record SimulatedCameraOptions
{
    public required double FocalLengthMillimetres { get; init; }

    public required double ApertureMillimetres { get; init; }

    public int WidthPixels { get; init; } = 800;

    public int HeightPixels { get; init; } = 600;

    public double PixelMicrometres { get; init; } = 3.76;

    /// <summary>How long a frame takes to come, give or take a few percent.</summary>
    public TimeSpan DownloadTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the order to expose until the shutter is open; null for 3 to 50 ms, each time another.</summary>
    public TimeSpan? OpeningTime { get; init; }

    /// <summary>Position angle of the frame's top, from north through east, west of the pier and with the rotator at 0.</summary>
    public double RotationDegrees { get; init; }

    /// <summary>As in FITS BAYERPAT: RGGB, BGGR, GRBG or GBRG; null for a monochrome sensor.</summary>
    public string? BayerPattern { get; init; }

    /// <summary>Name of the filter wheel before the sensor; null when there is none.</summary>
    public string? Wheel { get; init; }

    /// <summary>The filter before the sensor until that wheel first turned.</summary>
    public string? FirstFilter { get; init; }

    /// <summary>Name of the focuser that the camera hangs on; null when there is none, and it is always in focus.</summary>
    public string? Focuser { get; init; }

    /// <summary>Name of the cover before the telescope; null when there is none, and it is open.</summary>
    public string? Cover { get; init; }

    /// <summary>Name of the rotator that turns the camera; null when there is none.</summary>
    public string? Rotator { get; init; }

    /// <summary>The dome that it looks out of; null when it stands under the open sky.</summary>
    public SimulatedDomeOptions? Dome { get; init; }

    /// <summary>What that focuser is.</summary>
    public SimulatedFocuserOptions FocuserOptions { get; init; } = new();
}
