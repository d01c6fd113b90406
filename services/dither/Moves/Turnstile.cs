namespace Sync.Dither.Moves;

/// <summary>Lets one at a time to the devices: a move always, a look only while no move wants them.</summary>
internal sealed class Turnstile : IDisposable
{
    private readonly SemaphoreSlim devices = new(1);
    private readonly Lock gate = new();
    private CancellationTokenSource? looking;
    private bool wanted;

    /// <summary>Ends a look that is under way, and makes the move.</summary>
    public async Task Move(Func<Task> move, CancellationToken stop)
    {
        lock (gate)
        {
            wanted = true;
            looking?.Cancel();
        }
        await devices.WaitAsync(stop);
        try
        {
            await move();
        }
        finally
        {
            lock (gate)
                wanted = false;
            devices.Release();
        }
    }

    /// <returns>what was seen; null when the devices were not free, or a move came</returns>
    public async Task<T?> Look<T>(Func<CancellationToken, Task<T>> look, CancellationToken stop)
        where T : class
    {
        if (!devices.Wait(TimeSpan.Zero, CancellationToken.None))
            return null;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            return MayLook(ends) ? await look(ends.Token) : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            lock (gate)
                looking = null;
            devices.Release();
        }
    }

    public void Dispose() => devices.Dispose();

    private bool MayLook(CancellationTokenSource ends)
    {
        lock (gate)
        {
            looking = ends;
            return !wanted;
        }
    }
}
