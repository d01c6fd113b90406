namespace Sync.Script;

/// <summary>When something of the script is done.</summary>
public enum Occasion
{
    /// <summary>Once, before anything else.</summary>
    Prepare,

    /// <summary>Before a wait for darkness or for a target.</summary>
    BeforeWait,

    /// <summary>When that wait is over, before what it was for.</summary>
    AfterWait,

    /// <summary>Before the telescopes are pointed at another target than the one before.</summary>
    BeforeTarget,

    /// <summary>After each round in which frames were taken; a camera's own steps only when it took one.</summary>
    AfterEachExposure,

    /// <summary>Another target follows, or the night has no more.</summary>
    AfterTarget,

    /// <summary>The telescopes leave a target, also for a wait after which they come back to it.</summary>
    AfterEachTarget,

    /// <summary>All that was wanted of a target that was left has been taken.</summary>
    AfterTargetComplete,

    /// <summary>When the mount is parked, whatever the night ended for.</summary>
    Finish,
}
