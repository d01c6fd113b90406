using Sync.Devices;

namespace Sync.CameraAgent.Exposures;

/// <summary>A short exposure under a hold, of which only what it shows is wanted.</summary>
internal sealed class Glance(Telescope telescope, Download download)
{
    /// <param name="exposure">how long; the limit must cover it</param>
    /// <param name="limit">of the slot</param>
    /// <exception cref="OperationCanceledException">the limit was over, or the camera aborted it by itself</exception>
    /// <exception cref="DeviceException">the camera failed, and its shutter may be open</exception>
    public async Task<(CameraImage Image, ShutterInterval Interval)> Take(TimeSpan exposure, SlotLimit limit)
    {
        limit.Token.ThrowIfCancellationRequested();
        var interval = await telescope.Camera.Expose(exposure, _ => limit.CutWhereLate(exposure), limit.Token);
        if (interval.Aborted)
            throw new OperationCanceledException("The exposure was aborted.");
        return (await download.Image(), interval);
    }
}
