using System.Threading.Channels;

namespace Sync.Devices.Phd2;

/// <summary>Everything that PHD2 says from now on, to be read in order by one reader. Dispose it when it is over.</summary>
internal sealed class Phd2Watch(Action<Phd2Watch> end) : IDisposable
{
    private readonly Channel<(Phd2Message Message, DateTimeOffset At)> heard = Channel.CreateUnbounded<(Phd2Message, DateTimeOffset)>();

    public void Tell(Phd2Message message, DateTimeOffset at) => heard.Writer.TryWrite((message, at));

    /// <returns>null when nothing came within the limit</returns>
    public async Task<(Phd2Message Message, DateTimeOffset At)?> Next(TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        if (heard.Reader.TryRead(out var here))
            return here;
        if (limit <= TimeSpan.Zero)
            return null;
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timer.Token);
        try
        {
            return await heard.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Waits for one that is so.</summary>
    /// <returns>null when none came within the limit</returns>
    public async Task<Phd2Message?> Until(Func<Phd2Message, bool> so, TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        var until = time.GetUtcNow() + limit;
        while (await Next(until - time.GetUtcNow(), time, cancel) is { } heard)
        {
            if (so(heard.Message))
                return heard.Message;
        }
        return null;
    }

    public void Dispose() => end(this);
}
