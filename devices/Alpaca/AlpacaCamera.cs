namespace Sync.Devices.Alpaca;

/// <summary>A camera behind an Alpaca server.</summary>
public sealed class AlpacaCamera : ICamera
{
    private const int ConnectFrom = 4;

    /// <summary>startexposure answers when the exposure has begun; what was sent is never taken back.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    /// <summary>Readout, and a frame of 120 MB through a slow network.</summary>
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan DownloadInterval = TimeSpan.FromMilliseconds(100);

    private readonly AlpacaLine line;
    private readonly AlpacaCameraSetup setup;
    private CameraFacts? facts;
    private AlpacaExposure? last;

    /// <summary>The <paramref name="device"/> is its number, its unique id, or its name if no other camera there has the same.</summary>
    /// <param name="address">where its server listens</param>
    /// <param name="device">which it is there</param>
    /// <param name="time">measures limits</param>
    /// <param name="readoutMode">by the name that the driver gives it, for frames that ask for none; null for the one that is set there</param>
    public AlpacaCamera(DeviceAddress address, string device, TimeProvider time, string? readoutMode = null)
    {
        line = new AlpacaLine(address, "camera", device, time);
        setup = new AlpacaCameraSetup(line, readoutMode);
    }

    public string Name => line.Name;

    public CameraFacts Facts => facts ?? throw new DeviceException(Name, "what it is will be known after it is connected");

    public async Task Connect(CancellationToken cancel)
    {
        await AlpacaPlug.Connect(line, ConnectFrom, cancel);
        var told = await AlpacaCameraFacts.Read(line, cancel);
        await setup.Plugged(told, cancel);
        facts = told;
    }

    public Task Configure(CameraSettings settings, CancellationToken cancel)
    {
        if (settings.Binning < 1)
            throw new DeviceException(Name, $"can't bin by {settings.Binning}; 1 or more is allowed");
        return setup.Apply(settings, Facts, cancel);
    }

    public Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken cancel) =>
        Expose(exposure, opened, CancellationToken.None, cancel);

    public async Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken stop, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancel);
        await Idle(either.Token);
        last?.Dispose();
        var shot = last = new AlpacaExposure(line);
        if (either.IsCancellationRequested)
            return NeverOpened(shot);
        try
        {
            await line.Put("startexposure", StartLimit, CancellationToken.None, ("Duration", exposure.TotalSeconds), ("Light", true));
            return await shot.Follow(exposure, opened, stop, cancel);
        }
        catch (DeviceException)
        {
            // The camera may have an image all the same: that before, or one of an exposure that nobody followed.
            shot.MarkAborted();
            throw;
        }
    }

    public async Task<CameraImage> Download(CancellationToken cancel)
    {
        var shot = last ?? throw new DeviceException(Name, "there is no exposure to download");
        if (shot.Aborted)
            throw new DeviceException(Name, "the exposure was aborted or failed, there is no frame");
        await AlpacaWait.Until(line, "frame", DownloadLimit, () => DownloadInterval, c => line.Is("imageready", c), cancel);
        var image = new AlpacaImage(Name, Facts);
        return await line.Stream("imagearray", AlpacaImage.Accept, DownloadLimit, (response, body, c) => image.Read(response, body, setup.Frame, c), cancel);
    }

    public async Task Abort(CancellationToken cancel)
    {
        if (!await AlpacaCameraState.MayBeOpen(line, cancel))
            return;
        last?.MarkAborted();
        await AlpacaCameraState.Abort(line, cancel);
        last?.Stop();
    }

    public async Task<double?> SensorCelsius(CancellationToken cancel) => (await line.Ask("ccdtemperature", cancel))?.Within(-273.15, 150);

    public async Task Cool(double? celsius, CancellationToken cancel)
    {
        if (!Facts.CanCool)
            throw new DeviceException(Name, "can't cool");
        if (celsius is { } wanted)
            await line.Put("setccdtemperature", cancel, ("SetCCDTemperature", wanted));
        await line.Put("cooleron", cancel, ("CoolerOn", celsius is not null));
    }

    public ValueTask DisposeAsync()
    {
        last?.Dispose();
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A second startexposure may silently begin anew. A readout, though, is waited for.</summary>
    private async Task Idle(CancellationToken cancel)
    {
        try
        {
            await AlpacaWait.Until(line, "end of the readout before", DownloadLimit, () => DownloadInterval, async c =>
            {
                var state = await AlpacaCameraState.Ask(line, c);
                return AlpacaCameraState.IsOpen(state) ? throw new DeviceException(Name, "is exposing already") : state == AlpacaCameraState.Idle;
            }, cancel);
        }
        catch (OperationCanceledException)
        {
            // Then nothing is opened either.
        }
    }

    private ShutterInterval NeverOpened(AlpacaExposure shot)
    {
        shot.MarkAborted();
        var now = line.Time.GetUtcNow();
        return new ShutterInterval(now, now, Aborted: true);
    }
}
