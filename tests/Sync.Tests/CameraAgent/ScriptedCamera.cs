using Sync.Clock;
using Sync.Devices;

namespace Sync.Tests.CameraAgent;

/// <summary>A camera that keeps to the test's clock, does what the test wants, and remembers what it was asked.</summary>
internal sealed class ScriptedCamera(TimeProvider time) : ICamera
{
    public string Name => "scripted camera";

    public int Exposures { get; private set; }

    public int Aborts { get; private set; }

    public CameraSettings? Settings { get; private set; }

    /// <summary>Thrown by the verb of that name.</summary>
    public Dictionary<string, string> Failures { get; } = [];

    /// <summary>Its temperature in °C.</summary>
    public double Sensor { get; set; } = -10.04;

    /// <summary>What its cooler was set to, one after the other; null for off.</summary>
    public List<double?> Coolings { get; } = [];

    /// <summary>How long it takes to open its shutter.</summary>
    public TimeSpan OpeningTakes { get; set; }

    /// <summary>How much longer than asked for it keeps its shutter open.</summary>
    public TimeSpan Overruns { get; set; }

    public TimeSpan DownloadTakes { get; set; }

    /// <summary>Whether it can end an exposure early and keep what was exposed.</summary>
    public bool KeepsStopped { get; set; }

    /// <summary>Whether its shutter is open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What its frames show; null for nothing but a ramp of light.</summary>
    public Func<CameraImage>? Sees { get; set; }

    public CameraFacts Facts { get; } = new()
    {
        WidthPixels = 32, HeightPixels = 24, PixelMicrometres = 3.76, CanCool = true, BayerPattern = "RGGB", Model = "Scripted 'one' µ",
    };

    public Task Connect(CancellationToken cancel) => Do(nameof(Connect));

    public Task Configure(CameraSettings settings, CancellationToken cancel)
    {
        Settings = settings;
        return Do(nameof(Configure));
    }

    public Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken cancel) =>
        Expose(exposure, opened, CancellationToken.None, cancel);

    public async Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken stop, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancel);
        Exposures++;
        await Do(nameof(Expose));
        await time.Pass(OpeningTakes, CancellationToken.None);
        var from = time.GetUtcNow();
        IsOpen = true;
        opened(from);
        await time.Pass(exposure + Overruns, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        IsOpen = false;
        var stopped = KeepsStopped && stop.IsCancellationRequested && !cancel.IsCancellationRequested;
        return new(from, time.GetUtcNow(), either.IsCancellationRequested && !stopped) { Stopped = stopped };
    }

    public async Task<CameraImage> Download(CancellationToken cancel)
    {
        await Do(nameof(Download));
        await time.Pass(DownloadTakes, cancel);
        return Sees?.Invoke() ?? new(32, 24, [.. Enumerable.Range(0, 32 * 24).Select(i => (ushort)(i * 85))]);
    }

    public Task Abort(CancellationToken cancel)
    {
        Aborts++;
        return Do(nameof(Abort));
    }

    public async Task<double?> SensorCelsius(CancellationToken cancel)
    {
        await Do(nameof(SensorCelsius));
        return Sensor;
    }

    public Task Cool(double? celsius, CancellationToken cancel)
    {
        Coolings.Add(celsius);
        return Do(nameof(Cool));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Do(string verb) =>
        Failures.TryGetValue(verb, out var why) ? Task.FromException(new DeviceException(Name, why)) : Task.CompletedTask;
}
