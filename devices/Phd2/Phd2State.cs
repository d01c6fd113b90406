namespace Sync.Devices.Phd2;

/// <summary>PHD2's own states, and Unknown where it has to be asked.</summary>
internal enum Phd2State
{
    Unknown,
    Stopped,
    Selected,
    Calibrating,
    Guiding,
    LostLock,
    Paused,
    Looping,
}
