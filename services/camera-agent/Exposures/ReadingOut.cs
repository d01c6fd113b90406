using Microsoft.Extensions.Options;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Solving;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Exposures;

/// <summary>Gets a frame out of the camera, and measures how long that takes.</summary>
internal sealed class ReadingOut(
    Telescope telescope, Status status, FocusKeeper focus, FieldKeeper field, Download download, Saving saving, TimeProvider time, IOptions<CameraAgentOptions> options)
{
    /// <summary>Also when the process is being stopped: the photons are there already. The file is written while the camera goes on.</summary>
    /// <exception cref="DeviceException">the frame is lost, and that was said</exception>
    public async Task Run(Turn turn, FrameRow frame)
    {
        status.Is(CameraActivity.Downloading);
        var from = MonotonicInstant.Now(time);
        await saving.Ended();
        using var span = AgentSpans.Of(turn.Order, "download", frame.Frame);
        CameraImage image;
        try
        {
            image = await download.Image();
        }
        catch (Exception e)
        {
            span.Fail(e.Message);
            await saving.Lose(frame, e.Message);
            throw e as DeviceException ?? new DeviceException(telescope.Name, e.Message, e);
        }
        saving.Begin(frame, image, await Conditions(turn));
        status.ReadOutIn(MonotonicInstant.Now(time).Since(from)!.Value);
    }

    /// <summary>Returns when the last frame is on disk, or lost.</summary>
    public Task Saved() => saving.Ended();

    /// <summary>Before anybody turns or moves anything.</summary>
    private async Task<FrameConditions> Conditions(Turn turn)
    {
        using var limit = new CancellationTokenSource(options.Value.DownloadLimit, time);
        return new(
            await Told(() => telescope.Camera.SensorCelsius(limit.Token)),
            FocuserSteps(),
            telescope.Focuser is null ? null : await Told(() => focus.Celsius(limit.Token)),
            field.Angle(turn.Order.Target.TargetId, turn.Side),
            turn.Side);
    }

    private int? FocuserSteps()
    {
        try
        {
            return telescope.Focuser?.Position;
        }
        catch (DeviceException)
        {
            return null; // one that died meanwhile costs no frame
        }
    }

    private static async Task<double?> Told(Func<Task<double?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception)
        {
            return null; // a frame without its temperature is better than none
        }
    }
}
