namespace Sync.Devices.Indi;

/// <summary>
/// One exposure as the driver tells it: CCD_EXPOSURE becomes Busy, counts down to 0, the BLOB comes, and only then Ok.
/// What comes before Busy belongs to an earlier exposure.
/// </summary>
internal sealed class IndiExposure : IDisposable
{
    private readonly IndiConnection line;
    private readonly Func<string, DeviceException> fail;
    private readonly TaskCompletionSource<DateTimeOffset> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DateTimeOffset> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<IndiBlob> frame = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IndiExposure(IndiConnection line)
    {
        this.line = line;
        fail = line.Failing();
        line.Changed += See;
    }

    public Task<DateTimeOffset> Opened => opened.Task;

    public Task<DateTimeOffset> Closed => closed.Task;

    public Task<IndiBlob> Frame => frame.Task;

    /// <summary>Whether it was broken off, here or by somebody else.</summary>
    public bool Aborted { get; private set; }

    /// <summary>What the driver counts down, in seconds; NaN when it doesn't.</summary>
    public static double Remaining(IndiVector exposure) =>
        IndiNumber.TryParse(exposure.Values.GetValueOrDefault("CCD_EXPOSURE_VALUE"), out var seconds) ? seconds : double.NaN;

    public void Dispose() => line.Changed -= See;

    public void MarkAborted()
    {
        Aborted = true;
        frame.TrySetException(fail("the exposure was aborted, there is no frame"));
    }

    /// <summary>Waits for one of the tasks above.</summary>
    /// <exception cref="DeviceException">it failed, or did not come within the limit</exception>
    public async Task<T> Await<T>(Task<T> task, TimeSpan limit, string what, CancellationToken cancel)
    {
        try
        {
            return await task.WaitAsync(limit, line.Time, cancel);
        }
        catch (TimeoutException)
        {
            throw fail($"no {what} within {limit.TotalSeconds:0.#} s");
        }
    }

    private void See(IndiChange change)
    {
        if (change.DriverIsGone || (change.Name == "CCD_EXPOSURE" && change.Vector is null))
            FailAll(fail("the driver went away during the exposure"));
        else if (change is { Kind: IndiChangeKind.Set, Name: "CCD_EXPOSURE" })
            Exposure(change.Vector!);
        else if (change is { Name: "CCD1", Vector.Blob: { } blob } && Opened.IsCompleted)
        {
            closed.TrySetResult(line.Time.GetUtcNow());
            frame.TrySetResult(blob);
        }
    }

    private void Exposure(IndiVector exposure)
    {
        var now = line.Time.GetUtcNow();
        if (exposure.State == IndiState.Alert)
            FailAll(fail("refused CCD_EXPOSURE"));
        else if (exposure.State == IndiState.Busy && opened.TrySetResult(now))
            return;
        else if (!Opened.IsCompleted)
            return;
        else if (exposure.State == IndiState.Idle && !Closed.IsCompleted)
        {
            // First the mark: whoever waits for the end looks at it then.
            MarkAborted();
            closed.TrySetResult(now);
        }
        else if (exposure.State == IndiState.Ok || Remaining(exposure) <= 0)
            closed.TrySetResult(now);
    }

    private void FailAll(DeviceException failure)
    {
        opened.TrySetException(failure);
        closed.TrySetException(failure);
        frame.TrySetException(failure);
    }
}
