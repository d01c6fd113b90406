namespace Sync.CameraAgent.Snaps;

/// <summary>What is waited for while a single frame is taken, in this order.</summary>
public enum SnapStep
{
    Connecting,
    SettingUp,

    /// <summary>From the instant at which the shutter is open.</summary>
    Exposing,
    Downloading,
}
