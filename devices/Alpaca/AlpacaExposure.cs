using Sync.Clock;

namespace Sync.Devices.Alpaca;

/// <summary>One exposure, as asking tells it. Who asks later learns later: the instants are the likeliest between two answers.</summary>
internal sealed class AlpacaExposure(AlpacaLine line) : IDisposable
{
    /// <summary>What a driver may take beyond the exposure itself: to open, to read out.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>While it is exposed; so often is a camera that fails, or is aborted by others, found out.</summary>
    private static readonly TimeSpan Watching = TimeSpan.FromSeconds(1);

    /// <summary>About the end.</summary>
    private static readonly TimeSpan Close = TimeSpan.FromMilliseconds(50);

    /// <summary>A shutter that closes so much early closed by itself: its driver's clock, or its opening, was not seen exactly.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource stopped = new();

    /// <summary>Whether it was broken off, here or by somebody else.</summary>
    public bool Aborted { get; private set; }

    public void MarkAborted() => Aborted = true;

    /// <summary>The shutter was told to close: look again.</summary>
    public void Stop() => stopped.Cancel();

    public void Dispose() => stopped.Dispose();

    /// <summary>From the answer to startexposure to the shutter's end.</summary>
    /// <exception cref="DeviceException">the camera failed, or is silent; the shutter may be open</exception>
    public async Task<ShutterInterval> Follow(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken stop, CancellationToken cancel)
    {
        var from = await Open();
        opened(from);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancel, stopped.Token);
        try
        {
            return await Closed(from, from + exposure, either.Token);
        }
        catch (OperationCanceledException)
        {
            return await Cut(from, from + exposure, stop.IsCancellationRequested && !Aborted, cancel);
        }
    }

    /// <summary>A camera may wait for a trigger, or for its shutter.</summary>
    private async Task<DateTimeOffset> Open()
    {
        var from = line.Time.GetUtcNow();
        await AlpacaWait.Until(line, "opening of the shutter", Margin, () => Close, async c =>
        {
            if (await AlpacaCameraState.Ask(line, c) != AlpacaCameraState.Waiting)
                return true;
            from = line.Time.GetUtcNow();
            return false;
        }, CancellationToken.None);
        return from;
    }

    private async Task<ShutterInterval> Closed(DateTimeOffset from, DateTimeOffset due, CancellationToken cancel)
    {
        var open = from;
        await line.Time.Pass(Next(due), cancel);
        await AlpacaWait.Until(line, "end of the exposure", due - from + Margin, () => Next(due), async c =>
        {
            if (!AlpacaCameraState.IsOpen(await AlpacaCameraState.Ask(line, c)))
                return true;
            open = line.Time.GetUtcNow();
            return false;
        }, cancel);
        var told = line.Time.GetUtcNow();
        if (told < due - Early && !Aborted)
            Aborted = !await HasFrame(cancel);
        // It closed between the last answer that said open and the one that did not: when it was due, if that lies between.
        return new(from, told < due ? told : open > due ? open : due, Aborted);
    }

    /// <summary>Stopped, cancelled, or aborted from here.</summary>
    private async Task<ShutterInterval> Cut(DateTimeOffset from, DateTimeOffset due, bool keeps, CancellationToken cancel)
    {
        var was = await AlpacaCameraState.Ask(line, CancellationToken.None);
        var told = line.Time.GetUtcNow();
        if (AlpacaCameraState.IsOpen(was))
        {
            if (keeps && await Keep(cancel) is { } closed)
                return new(from, closed, Aborted) { Stopped = !Aborted };
            Aborted = true;
            told = await AlpacaCameraState.Abort(line, CancellationToken.None);
        }
        Aborted |= told < due - Early;
        return new(from, Aborted || told < due ? told : due, Aborted);
    }

    /// <summary>When it closed, with its frame if the camera kept one; null where it can't, would not, or is to drop it after all.</summary>
    private async Task<DateTimeOffset?> Keep(CancellationToken cancel)
    {
        try
        {
            if (!await line.Can("canstopexposure", cancel))
                return null;
            var closed = await AlpacaCameraState.Stop(line, cancel);
            Aborted |= !await HasFrame(CancellationToken.None);
            return closed;
        }
        catch (Exception e) when (e is OperationCanceledException || (e is DeviceException refusal && !AlpacaClient.IsSilence(refusal)))
        {
            return null;
        }
    }

    private TimeSpan Next(DateTimeOffset due)
    {
        var left = due - line.Time.GetUtcNow();
        return left > Watching ? Watching : left > TimeSpan.Zero ? left : Close;
    }

    /// <summary>An exposure that was ended early by others may still have a frame, and one that was aborted has none.</summary>
    private async Task<bool> HasFrame(CancellationToken cancel) =>
        await AlpacaCameraState.Ask(line, cancel) != AlpacaCameraState.Idle || await line.Is("imageready", cancel);
}
