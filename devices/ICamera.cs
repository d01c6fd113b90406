namespace Sync.Devices;

/// <summary>A camera. The order of a frame is Configure, Expose, Download; only Expose opens the shutter.</summary>
public interface ICamera : IDevice
{
    /// <summary>Known after <see cref="IDevice.Connect"/>.</summary>
    CameraFacts Facts { get; }

    /// <summary>Sets all that may take time, so that Expose is one command.</summary>
    Task Configure(CameraSettings settings, CancellationToken cancel);

    /// <summary>
    /// Opens the shutter, and returns as soon as it is closed again. Cancelling closes it at once; the call still returns
    /// the true interval, with <see cref="ShutterInterval.Aborted"/> set.
    /// </summary>
    /// <param name="exposure">how long the shutter is to stay open</param>
    /// <param name="opened">called once, when the shutter has opened</param>
    /// <param name="cancel">closes the shutter</param>
    Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken cancel);

    /// <summary>
    /// The same, but <paramref name="stop"/> closes the shutter too, and what was exposed until then can be read out where the camera is
    /// able to: the interval then says <see cref="ShutterInterval.Stopped"/>. One that is not discards it: aborted.
    /// </summary>
    async Task<ShutterInterval> Expose(TimeSpan exposure, Action<DateTimeOffset> opened, CancellationToken stop, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancel);
        return await Expose(exposure, opened, either.Token);
    }

    /// <summary>Reads the frame of the last exposure that was not aborted.</summary>
    Task<CameraImage> Download(CancellationToken cancel);

    /// <summary>Closes the shutter whatever the camera is doing, also what another process began. Harmless when it does nothing.</summary>
    Task Abort(CancellationToken cancel);

    /// <summary>Sensor temperature in °C now, null when the camera can't tell.</summary>
    Task<double?> SensorCelsius(CancellationToken cancel);

    /// <summary>Begins to cool to <paramref name="celsius"/>, or warms up with the cooler off when null. Does not wait for it.</summary>
    Task Cool(double? celsius, CancellationToken cancel);
}

/// <summary>What a camera is.</summary>
public sealed record CameraFacts
{
    public required int WidthPixels { get; init; }

    public required int HeightPixels { get; init; }

    /// <summary>Unbinned.</summary>
    public required double PixelMicrometres { get; init; }

    public required bool CanCool { get; init; }

    /// <summary>Bayer matrix as in FITS BAYERPAT ("RGGB"); null for a monochrome sensor.</summary>
    public string? BayerPattern { get; init; }

    /// <summary>Model as the driver says, for INSTRUME.</summary>
    public required string Model { get; init; }
}

/// <summary>What is set before an exposure; null leaves the camera's own.</summary>
public sealed record CameraSettings
{
    public int? Gain { get; init; }

    public int? Offset { get; init; }

    public int? ReadoutMode { get; init; }

    /// <summary>Square.</summary>
    public int Binning { get; init; } = 1;
}

/// <summary>When the shutter really was open, by this machine's clock.</summary>
public readonly record struct ShutterInterval(DateTimeOffset Opened, DateTimeOffset Closed, bool Aborted)
{
    public TimeSpan Length => Closed - Opened;

    /// <summary>Whether it closed early, with a frame to be read out.</summary>
    public bool Stopped { get; init; }
}

/// <summary>A frame as the sensor gave it: 16 bit, row by row, first row on top.</summary>
public sealed record CameraImage(int Width, int Height, ushort[] Pixels);
