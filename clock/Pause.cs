namespace Sync.Clock;

/// <summary>One wait of one piece of work: not counted from its beginning to its end, and counted again before anybody sees the end.</summary>
internal sealed class Pause(TimeProvider time)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ICountWork? counter = time as ICountWork;
    private int over;

    public Task Ended => ended.Task;

    /// <summary>Only once all that may end it is set: the clock may jump at once. It may have ended already.</summary>
    public void Begin() => counter?.Leave();

    public void End()
    {
        if (Interlocked.Exchange(ref over, 1) != 0)
            return;
        counter?.Enter();
        ended.SetResult();
    }
}
