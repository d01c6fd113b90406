using Sync.Clock;
using Sync.Devices.Simulated.Frames;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>A camera that sees the simulated sky as it really moved while the shutter was open.</summary>
public sealed class SimulatedCamera : SimulatedDevice, ICamera
{
    private const int HighestGain = 500;
    private const int HighestOffset = 200;
    private const int HighestBinning = 4;

    private readonly Lock gate = new();
    private readonly SimulatedCameraOptions options;
    private readonly SimulatedShutter shutter;
    private readonly SimulatedCooler cooler;
    private readonly FramePainter painter;
    private CancellationTokenSource? exposing;
    private CameraSettings settings = new();
    private Exposed? last;

    public SimulatedCamera(SimulatedWorld world, string name, SimulatedCameraOptions options)
        : base(world, name)
    {
        this.options = options;
        shutter = new SimulatedShutter(world, name);
        cooler = new SimulatedCooler(world, name);
        painter = new FramePainter(world, name, options);
    }

    public CameraFacts Facts => new()
    {
        WidthPixels = options.WidthPixels,
        HeightPixels = options.HeightPixels,
        PixelMicrometres = options.PixelMicrometres,
        CanCool = true,
        BayerPattern = options.BayerPattern,
        Model = "Simulated camera",
    };

    /// <summary>Gain is in 0.1 dB, 100 when not set; offset in steps of 10 ADU, 50 when not set.</summary>
    public Task Configure(CameraSettings settings, CancellationToken cancel)
    {
        RequireConnected("be set");
        Check("gain", settings.Gain ?? 0, 0, HighestGain);
        Check("offset", settings.Offset ?? 0, 0, HighestOffset);
        Check("readout mode", settings.ReadoutMode ?? 0, 0, 0);
        Check("binning", settings.Binning, 1, HighestBinning);
        this.settings = settings with
        {
            Gain = settings.Gain ?? this.settings.Gain,
            Offset = settings.Offset ?? this.settings.Offset,
        };
        return Task.CompletedTask;
    }

    public Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken cancel) =>
        Expose(exposure, opened, CancellationToken.None, cancel);

    public async Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken stop, CancellationToken cancel)
    {
        RequireConnected("expose");
        if (exposure < TimeSpan.Zero)
            throw Trouble($"can't expose for {exposure.TotalSeconds} s; 0 s or longer is allowed");
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Begin(abort);
        try
        {
            return await Expose(exposure, opened, settings, stop, abort.Token);
        }
        finally
        {
            lock (gate)
                exposing = null;
        }
    }

    public async Task<CameraImage> Download(CancellationToken cancel)
    {
        RequireConnected("download");
        var frame = last ?? throw Trouble("there is no frame to download");
        var spread = World.Random(Name, "download", frame.Number).Between(0.95, 1.1);
        var until = Now + (options.DownloadTime * spread);
        var image = painter.Paint(frame); // takes time of its own where time is real
        await PassUntil(until, cancel);
        World.Write(new FrameReadOut(Name, Now, frame.Number));
        return image;
    }

    public async Task Abort(CancellationToken cancel)
    {
        RequireConnected("abort");
        await Answer(cancel);
        lock (gate)
        {
            shutter.CloseEarly();
            exposing?.Cancel();
        }
    }

    public Task<double?> SensorCelsius(CancellationToken cancel)
    {
        RequireConnected("tell its temperature");
        return Task.FromResult<double?>(cooler.SensorCelsius(Now));
    }

    public Task Cool(double? celsius, CancellationToken cancel)
    {
        RequireConnected("cool");
        cooler.Set(celsius, Now);
        return Task.CompletedTask;
    }

    private void Begin(CancellationTokenSource abort)
    {
        lock (gate)
        {
            if (exposing is not null)
                throw Trouble("it is exposing already");
            if (shutter.OpenUntil is { } until)
                throw Trouble($"an exposure that was begun earlier is under way until {until:HH:mm:ss}; abort it first");
            exposing = abort;
        }
    }

    private async Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CameraSettings set, CancellationToken stop, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancel);
        var number = shutter.Number + 1;
        var latency = options.OpeningTime ?? TimeSpan.FromMilliseconds(World.Random(Name, "latency", number).Between(3, 50));
        if (!await Passed(Now + latency, either.Token))
            return new(Now, Now, Aborted: true);
        var from = Now;
        shutter.Open(from, exposure);
        opened(from);
        var until = from + exposure;
        if (!await Passed(until, either.Token) && Now < until)
            return Early(from, cancel.IsCancellationRequested ? null : closed => new Exposed(number, from, closed, set));
        shutter.Close(until);
        last = new Exposed(number, from, until, set);
        return new(from, until, Aborted: false);
    }

    /// <param name="from">when it opened</param>
    /// <param name="frame">what can be read out then; null where nothing is to be kept</param>
    private ShutterInterval Early(DateTimeOffset from, Func<DateTimeOffset, Exposed>? frame)
    {
        if (World.OutageOf(Name, Now) is not null)
            throw Trouble("it does not hear that it is to close its shutter");
        lock (gate)
        {
            var closed = shutter.CloseEarly() ?? Now;
            last = frame?.Invoke(closed) ?? last;
            return new(from, closed, Aborted: frame is null) { Stopped = frame is not null };
        }
    }

    private async Task<bool> Passed(DateTimeOffset until, CancellationToken cancel)
    {
        try
        {
            await PassUntil(until, cancel);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Check(string what, int value, int lowest, int highest)
    {
        if (value < lowest || value > highest)
            throw Trouble($"{what} {value} is not allowed; {lowest} to {highest} is");
    }
}
