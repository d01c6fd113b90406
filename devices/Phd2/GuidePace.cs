namespace Sync.Devices.Phd2;

/// <summary>Our own limits, from the exposure of the guide camera.</summary>
internal sealed record GuidePace(TimeSpan Exposure)
{
    /// <summary>Beyond PHD2's own time-out of a settle, which it judges only when a frame comes.</summary>
    public TimeSpan Grace => (3 * Exposure) + TimeSpan.FromSeconds(2);

    /// <summary>Between two frames before guiding begins; the first frame, and a pulse that clears backlash, take their time.</summary>
    public TimeSpan Silence => (3 * Exposure) + TimeSpan.FromSeconds(30);

    /// <summary>For choosing a star and calibrating.</summary>
    public TimeSpan Preparing => TimeSpan.FromMinutes(10);
}
