namespace Sync.Devices;

/// <summary>Says whether telescopes may be out under the sky: rain, wind, cloud, a person at the switch.</summary>
public interface ISafetyMonitor : IDevice
{
    /// <summary>A monitor that has not answered for so long does not work, and what does not work is not safe.</summary>
    TimeSpan AnswersWithin { get; }

    /// <summary>Returns when it is no longer as it was known, or, in time, that it still is.</summary>
    /// <param name="known">as it was last told; null to be told at once</param>
    /// <param name="cancel">nobody wants to know any more</param>
    /// <exception cref="DeviceException">nobody knows whether it is safe</exception>
    Task<Safety> Watch(Safety? known, CancellationToken cancel);
}

/// <summary>How it is under the sky.</summary>
/// <param name="IsSafe">whether telescopes may be out</param>
/// <param name="Reason">why it is not, in few words; empty when it is</param>
public sealed record Safety(bool IsSafe, string Reason)
{
    public static readonly Safety Safe = new(true, "");
}
