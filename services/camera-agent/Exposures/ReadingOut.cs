using Microsoft.Extensions.Options;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Solving;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices;

namespace Sync.CameraAgent.Exposures;

/// <summary>Gets a frame out of the camera, and measures how long that takes.</summary>
internal sealed class ReadingOut(
    Telescope telescope, Status status, FocusKeeper focus, FieldKeeper field, Saving saving, TimeProvider time, IOptions<CameraAgentOptions> options)
{
    /// <summary>Also when the process is being stopped: the photons are there already. The file is written while the camera goes on.</summary>
    /// <exception cref="DeviceException">the frame is lost, and that was said</exception>
    public async Task Run(Turn turn, FrameRow frame)
    {
        status.Is(CameraActivity.Downloading);
        var from = MonotonicInstant.Now(time);
        await saving.Ended();
        using var span = AgentSpans.Of(turn.Order, "download", frame.Frame);
        using var limit = new CancellationTokenSource(options.Value.DownloadLimit, time);
        try
        {
            var image = await telescope.Camera.Download(limit.Token);
            saving.Begin(frame, image, await Conditions(turn, limit.Token));
        }
        catch (Exception e)
        {
            var reason = limit.IsCancellationRequested
                ? $"{telescope.Name} was not read out within {options.Value.DownloadLimit.TotalSeconds:0} s."
                : e.Message;
            span.Fail(reason);
            await saving.Lose(frame, reason);
            throw new DeviceException(telescope.Name, reason, e);
        }
        status.ReadOutIn(MonotonicInstant.Now(time).Since(from)!.Value);
    }

    /// <summary>Returns when the last frame is on disk, or lost.</summary>
    public Task Saved() => saving.Ended();

    /// <summary>Before anybody turns or moves anything.</summary>
    private async Task<FrameConditions> Conditions(Turn turn, CancellationToken cancel) => new(
        await SensorCelsius(cancel),
        telescope.Focuser?.Position,
        telescope.Focuser is null ? null : await focus.Celsius(cancel),
        field.Angle(turn.Order.Target.TargetId, turn.Side),
        turn.Side);

    private async Task<double?> SensorCelsius(CancellationToken cancel)
    {
        try
        {
            return await telescope.Camera.SensorCelsius(cancel);
        }
        catch (DeviceException)
        {
            return null; // a frame without its temperature is better than none
        }
    }
}
