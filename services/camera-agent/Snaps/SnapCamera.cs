using Sync.CameraAgent.Frames;
using Sync.Contracts;
using Sync.Devices;
using Sync.Devices.Rig;

namespace Sync.CameraAgent.Snaps;

/// <summary>
/// A camera of a rig and its wheel, without an agent: for single frames by day. It knows no holds, so whoever uses it sees to it that nobody
/// moves the sky and that no agent has the camera.
/// </summary>
public sealed class SnapCamera : IAsyncDisposable
{
    private readonly Telescope telescope;
    private readonly TimeProvider time;

    /// <exception cref="RigException">the rig has no such camera</exception>
    public SnapCamera(RigDescription rig, RigDevices devices, string name, TimeProvider time)
    {
        var camera = rig.Camera(name);
        telescope = new(camera, rig.Site, devices.Camera(camera), devices.Wheel(camera));
        this.time = time;
    }

    /// <summary>Takes one frame. The cooler is left as it is, and so are focuser and rotator.</summary>
    /// <param name="order">what it is to be</param>
    /// <param name="says">is told of each step as it begins</param>
    /// <param name="cancel">closes the shutter at once</param>
    /// <exception cref="OperationCanceledException">nobody wants it any more, and the shutter is closed</exception>
    /// <exception cref="DeviceException">a device failed, or there is no such filter; a shutter that was opened was told to close</exception>
    public async Task<Snapshot> Take(SnapOrder order, Action<SnapStep> says, CancellationToken cancel)
    {
        says(SnapStep.Connecting);
        await telescope.Camera.Connect(cancel);
        if (telescope.Wheel is { } wheel)
            await wheel.Connect(cancel);
        says(SnapStep.SettingUp);
        await SetUp(order, cancel);
        var celsius = await telescope.Camera.SensorCelsius(cancel);
        var shutter = await Expose(order.Exposure, says, cancel);
        says(SnapStep.Downloading);
        var image = await telescope.Camera.Download(cancel);
        var slot = Slot(order);
        return new(image, shutter, slot.Filter, FrameHeader.OfSnapshot(slot, shutter, telescope, celsius, time.LocalTimeZone));
    }

    public async ValueTask DisposeAsync()
    {
        if (telescope.Wheel is { } wheel)
            await wheel.DisposeAsync();
        await telescope.Camera.DisposeAsync();
    }

    private async Task SetUp(SnapOrder order, CancellationToken cancel)
    {
        if (order.Filter is { } filter)
        {
            if (telescope.Wheel is null)
                throw new DeviceException(telescope.Name, $"has no filter wheel, and was asked for filter {filter}");
            await telescope.Wheel.Select(filter, cancel);
        }
        await telescope.Camera.Configure(new() { Binning = order.Binning, Gain = order.Gain }, cancel);
    }

    private async Task<ShutterInterval> Expose(TimeSpan exposure, Action<SnapStep> says, CancellationToken cancel)
    {
        var (shutter, opened) = (default(ShutterInterval), false);
        try
        {
            cancel.ThrowIfCancellationRequested();
            shutter = await telescope.Camera.Expose(exposure, Opened, cancel);
        }
        catch (DeviceException) when (opened) // else the exposure of another program may be under way
        {
            await Close();
            throw;
        }
        if (!shutter.Aborted)
            return shutter;
        cancel.ThrowIfCancellationRequested();
        throw new DeviceException(telescope.Name, $"the exposure was aborted after {shutter.Length.TotalSeconds:0.0} s, and not from here");

        void Opened(DateTimeOffset at)
        {
            opened = true;
            says(SnapStep.Exposing);
        }
    }

    /// <summary>A camera that failed may still have its shutter open. What failed first is what is told.</summary>
    private async Task Close()
    {
        try
        {
            await telescope.Camera.Abort(CancellationToken.None);
        }
        catch (DeviceException)
        {
            // It can't be reached, and ends its exposure by itself.
        }
    }

    private Slot Slot(SnapOrder order) => new()
    {
        PlanId = Guid.Empty, Kind = FrameTypes.Snapshot, Filter = order.Filter ?? telescope.Wheel?.Current,
        Exposure = order.Exposure, Gain = order.Gain, Offset = null, Binning = order.Binning, ReadoutMode = null,
    };
}
