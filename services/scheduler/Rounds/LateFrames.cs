namespace Sync.Scheduler.Rounds;

/// <summary>What becomes of a frame that is still exposed when its round should be over and others wait.</summary>
internal enum LateFrames
{
    /// <summary>It is aborted when that costs less open-shutter time than waiting for it.</summary>
    Cost,

    /// <summary>It is waited for.</summary>
    Never,

    /// <summary>It is aborted when less than half of it is done.</summary>
    Half,
}

/// <summary>The rules of <see cref="LateFrames"/>.</summary>
internal static class LateFrame
{
    /// <param name="rule">the rig's</param>
    /// <param name="waiting">how many cameras could begin another round but for this one</param>
    /// <param name="exposed">how much of the frame is done</param>
    /// <param name="exposure">all of it</param>
    public static bool IsAborted(LateFrames rule, int waiting, TimeSpan exposed, TimeSpan exposure) => waiting > 0 && exposed < exposure && rule switch
    {
        LateFrames.Cost => waiting * (exposure - exposed) > exposed,
        LateFrames.Half => exposed < exposure / 2,
        _ => false,
    };
}
