namespace Sync.Clock;

/// <summary>One wait of one piece of work: not counted from its beginning to its end, and counted again before anybody sees the end.</summary>
internal sealed class Pause
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ICountWork? counter;
    private int over;

    public Pause(TimeProvider time)
    {
        counter = time as ICountWork;
        counter?.Leave();
    }

    public Task Ended => ended.Task;

    public void End()
    {
        if (Interlocked.Exchange(ref over, 1) != 0)
            return;
        counter?.Enter();
        ended.SetResult();
    }
}
