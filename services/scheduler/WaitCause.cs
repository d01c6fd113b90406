namespace Sync.Scheduler;

/// <summary>What is waited for, in few words: reasons are sentences for people, and these can be summed up.</summary>
public static class WaitCause
{
    /// <summary>Within a round: the sky moves.</summary>
    public const string Move = "move";

    /// <summary>Within a round: the sky is still, and a camera is not ready.</summary>
    public const string Camera = "camera";

    /// <summary>Between rounds: no camera takes part, or some are not heard of yet.</summary>
    public const string Cameras = "cameras";

    /// <summary>Between rounds: the sky is too bright for the target that comes first.</summary>
    public const string Darkness = "darkness";

    /// <summary>Between rounds: the target that comes first is not up, or the moon too near.</summary>
    public const string Target = "target";

    /// <summary>Between rounds: the target is about to pass the meridian, and the mount can't flip yet.</summary>
    public const string Flip = "flip";

    /// <summary>Between rounds: the pause after a failure.</summary>
    public const string Failure = "failure";

    /// <summary>Between rounds: a person paused the night.</summary>
    public const string Operator = "operator";

    /// <summary>Between rounds: it was not safe to be out, or has not been for long enough.</summary>
    public const string Safety = "safety";
}
