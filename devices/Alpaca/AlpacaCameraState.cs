namespace Sync.Devices.Alpaca;

/// <summary>CameraStates of ASCOM, and what is done by them.</summary>
internal static class AlpacaCameraState
{
    public const int Idle = 0;
    public const int Waiting = 1;
    private const int Exposing = 2;
    private const int Error = 5;

    /// <summary>For a shutter to close, and for a readout to be dropped.</summary>
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(30);

    /// <exception cref="DeviceException">also when the camera says that it has failed</exception>
    public static async Task<int> Ask(AlpacaLine line, CancellationToken cancel)
    {
        var state = await Told(line, cancel);
        return state == Error ? throw new DeviceException(line.Name, "says that it has failed (camera state 5)") : state;
    }

    /// <summary>Whether there is something to abort. A camera that has failed may have failed with its shutter open.</summary>
    public static async Task<bool> MayBeOpen(AlpacaLine line, CancellationToken cancel) =>
        await Told(line, cancel) is var state && (IsOpen(state) || state == Error);

    /// <summary>Waiting counts: it is about to open.</summary>
    public static bool IsOpen(int state) => state is Waiting or Exposing;

    /// <summary>Aborts what is exposed, and waits until the shutter is closed.</summary>
    /// <returns>when it was</returns>
    /// <exception cref="DeviceException">it can't, or did not</exception>
    public static async Task<DateTimeOffset> Abort(AlpacaLine line, CancellationToken cancel)
    {
        var member = await line.Can("canabortexposure", cancel) ? "abortexposure"
            : await line.Can("canstopexposure", cancel) ? "stopexposure"
            : throw new DeviceException(line.Name, "can't end an exposure that it has begun");
        return await End(line, member, "end of the aborted exposure", cancel);
    }

    /// <summary>Ends what is exposed so that its frame is kept, and waits until the shutter is closed.</summary>
    /// <returns>when it was</returns>
    /// <exception cref="DeviceException">it refused, or did not</exception>
    public static Task<DateTimeOffset> Stop(AlpacaLine line, CancellationToken cancel) => End(line, "stopexposure", "end of the stopped exposure", cancel);

    private static async Task<DateTimeOffset> End(AlpacaLine line, string member, string what, CancellationToken cancel)
    {
        await line.Put(member, cancel);
        var closed = line.Time.GetUtcNow();
        await AlpacaWait.Until(line, what, AbortLimit, async c =>
        {
            if (!IsOpen(await Ask(line, c)))
                return true;
            closed = line.Time.GetUtcNow();
            return false;
        }, cancel);
        return closed;
    }

    private static async Task<int> Told(AlpacaLine line, CancellationToken cancel) => (await line.Get("camerastate", cancel)).Whole(Idle, Error);
}
