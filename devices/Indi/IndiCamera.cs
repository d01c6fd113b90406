using Sync.Clock;

namespace Sync.Devices.Indi;

/// <summary>A camera behind an INDI server.</summary>
public sealed class IndiCamera : ICamera
{
    /// <summary>What a driver may take beyond the exposure itself: to open, to count late, to read out.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>A frame of 120 MB through a slow network.</summary>
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromSeconds(120);

    /// <summary>Drivers count down once a second.</summary>
    private static readonly TimeSpan CountingStep = TimeSpan.FromSeconds(1.5);

    private const double ColdestCelsius = -273.15;
    private const double HottestCelsius = 150;

    private readonly IndiConnection line;
    private readonly IndiCameraSetup setup;
    private readonly IndiSnoop? snoop;
    private CameraFacts? facts;
    private IndiExposure? last;

    /// <summary>The <paramref name="device"/> is what the server calls it; no <paramref name="snoop"/> leaves whom it listens to.</summary>
    public IndiCamera(DeviceAddress address, string device, TimeProvider time, IndiSnoop? snoop)
    {
        line = new IndiConnection(address, device, time);
        setup = new IndiCameraSetup(line);
        this.snoop = snoop;
    }

    public string Name => line.Device;

    public CameraFacts Facts => facts ?? throw new DeviceException(Name, "what it is will be known after it is connected");

    public async Task Connect(CancellationToken cancel)
    {
        await IndiPlug.Connect(line, cancel, "CCD_INFO", "CCD_EXPOSURE", "CCD_ABORT_EXPOSURE", "CCD1");
        facts = IndiCameraFacts.Read(line);
        await setup.Plugged(snoop, cancel);
    }

    public Task Configure(CameraSettings settings, CancellationToken cancel)
    {
        line.Need("CCD_EXPOSURE");
        return setup.Apply(settings, Facts, cancel);
    }

    public async Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken cancel)
    {
        await Idle(cancel);
        last?.Dispose();
        var shot = last = new IndiExposure(line);
        if (cancel.IsCancellationRequested)
            return NeverOpened(shot);
        var sent = line.Time.GetUtcNow();
        await line.Send(IndiRequest.Number(Name, "CCD_EXPOSURE", ("CCD_EXPOSURE_VALUE", exposure.TotalSeconds)), CancellationToken.None);
        // The driver does one thing after the other: even when cancelled meanwhile, it opens first and aborts then.
        var from = await shot.Await(shot.Opened, IndiConnection.AnswerLimit, "answer to CCD_EXPOSURE", CancellationToken.None);
        opened(from);
        var to = await Close(shot, exposure, cancel);
        if (shot.Aborted)
            return new ShutterInterval(from, to, Aborted: true);
        to = await NotBefore(from + exposure, to);
        return new ShutterInterval(Began(sent, from, exposure, to), to, Aborted: false);
    }

    public async Task<CameraImage> Download(CancellationToken cancel)
    {
        var shot = last ?? throw new DeviceException(Name, "there is no exposure to download");
        var blob = await shot.Await(shot.Frame, DownloadLimit, "frame (BLOB CCD1)", cancel);
        return IndiFrame.Read(Name, blob, setup.Frame(Facts));
    }

    public async Task Abort(CancellationToken cancel)
    {
        if (line.Need("CCD_EXPOSURE").State != IndiState.Busy)
            return;
        await line.Follow(IndiRequest.Switch(Name, "CCD_ABORT_EXPOSURE", "ABORT"), "CCD_EXPOSURE",
            v => v.State != IndiState.Busy, IndiConnection.AnswerLimit, "answer to CCD_ABORT_EXPOSURE", cancel);
    }

    public Task<double?> SensorCelsius(CancellationToken cancel)
    {
        line.Need("CCD_EXPOSURE");
        double? now = line.Find("CCD_TEMPERATURE") is null
            ? null
            : IndiReading.Within(line, "CCD_TEMPERATURE", "CCD_TEMPERATURE_VALUE", ColdestCelsius, HottestCelsius);
        return Task.FromResult(now);
    }

    public async Task Cool(double? celsius, CancellationToken cancel)
    {
        if (!Facts.CanCool)
            throw new DeviceException(Name, "can't cool");
        if (celsius is { } wanted)
        {
            var request = IndiRequest.Number(Name, "CCD_TEMPERATURE", ("CCD_TEMPERATURE_VALUE", wanted));
            await line.Ask(request, v => v.State is IndiState.Busy or IndiState.Ok, IndiConnection.AnswerLimit, cancel);
        }
        else
            await setup.Choose("CCD_COOLER", "COOLER_OFF", cancel);
    }

    public async ValueTask DisposeAsync()
    {
        last?.Dispose();
        await line.DisposeAsync();
    }

    /// <summary>
    /// A second command would silently begin the running exposure anew. But a driver is Busy also while it reads out, and
    /// a little longer than the frame takes to come: the end of that is waited for.
    /// </summary>
    private async Task Idle(CancellationToken cancel)
    {
        var now = line.Need("CCD_EXPOSURE");
        if (now.State != IndiState.Busy || cancel.IsCancellationRequested)
            return;
        if (IndiExposure.Remaining(now) > 0 && last?.Closed.IsCompletedSuccessfully != true)
            throw new DeviceException(Name, "is exposing already");
        try
        {
            await line.WaitFor(
                "CCD_EXPOSURE", v => v.State != IndiState.Busy, DownloadLimit, "end of the readout before", cancel);
        }
        catch (OperationCanceledException)
        {
            // Then nothing is opened either.
        }
    }

    private async Task<DateTimeOffset> Close(IndiExposure shot, TimeSpan exposure, CancellationToken cancel)
    {
        try
        {
            return await shot.Await(shot.Closed, exposure + Margin, "end of the exposure", cancel);
        }
        catch (OperationCanceledException) when (!shot.Closed.IsCompletedSuccessfully)
        {
            shot.MarkAborted();
            await Abort(CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // It closed by itself in the same moment: a whole frame.
        }
        return await shot.Await(shot.Closed, IndiConnection.AnswerLimit, "end of the aborted exposure", CancellationToken.None);
    }

    /// <summary>
    /// Busy comes a little after the shutter opened, and a driver that counts in whole seconds may tell 0 before it closed:
    /// a shutter that nobody closed early counts as open for as long as was asked.
    /// </summary>
    private async Task<DateTimeOffset> NotBefore(DateTimeOffset due, DateTimeOffset told)
    {
        var rest = due - told;
        if (rest <= TimeSpan.Zero || rest > CountingStep)
            return told;
        // A timer counts whole milliseconds and may end a part of one early; a clock that was set back is not waited for.
        for (; rest > TimeSpan.Zero && rest <= CountingStep; rest = due - line.Time.GetUtcNow())
            await line.Time.Pass(rest, CancellationToken.None);
        return due;
    }

    /// <summary>
    /// Where this process, or the network, was held up, opening and end are heard in one breath: then the shutter had opened
    /// when a whole exposure before its end was, but not before it was told to.
    /// </summary>
    private static DateTimeOffset Began(DateTimeOffset sent, DateTimeOffset heard, TimeSpan exposure, DateTimeOffset to)
    {
        var least = exposure - CountingStep;
        if (to - heard >= least || to - sent < least)
            return heard;
        return to - exposure > sent ? to - exposure : sent;
    }

    private ShutterInterval NeverOpened(IndiExposure shot)
    {
        shot.MarkAborted();
        var now = line.Time.GetUtcNow();
        return new ShutterInterval(now, now, Aborted: true);
    }
}
