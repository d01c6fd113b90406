namespace Sync.Dither;

/// <summary>Settings of the moves, section "Dither".</summary>
public sealed class DitherOptions
{
    /// <summary>Where this is in the configuration.</summary>
    public const string Section = "Dither";

    /// <summary>Guiding has settled within this many pixels of the guide camera.</summary>
    public double SettlePixels { get; set; } = 1.5;

    /// <summary>For this long.</summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Guiding gives up to settle after this long.</summary>
    public TimeSpan SettleTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>Exposure of the guide camera. A guider that is silent for its timeout and three of these has failed.</summary>
    public TimeSpan GuideExposure { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>What starting to guide may take on top of settling: choosing a star, calibrating.</summary>
    public TimeSpan CalibrationLimit { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a slew may take.</summary>
    public TimeSpan SlewLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>No remedy for guiding is begun that could make a move longer. Shorter than Night:MoveWithin.</summary>
    public TimeSpan MoveLimit { get; set; } = TimeSpan.FromMinutes(11);

    /// <summary>How long parking may take.</summary>
    public TimeSpan ParkLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the dome may take to open, to close, to turn or to park, each.</summary>
    public TimeSpan DomeLimit { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a command may take that moves nothing: connect, stop guiding, set tracking.</summary>
    public TimeSpan CommandLimit { get; set; } = TimeSpan.FromSeconds(30);
}
