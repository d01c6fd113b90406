using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>The shutter as hardware: it knows of an exposure that another process began, for it reads its own record.</summary>
internal sealed class SimulatedShutter(SimulatedWorld world, string camera)
{
    /// <summary>The newest exposure's number, 0 before the first.</summary>
    public int Number => world.Newest<ShutterOpened>(camera, DateTimeOffset.MaxValue)?.Number ?? 0;

    /// <summary>When the shutter will close by itself; null when it is closed.</summary>
    public DateTimeOffset? OpenUntil
    {
        get
        {
            var opened = world.Newest<ShutterOpened>(camera, DateTimeOffset.MaxValue);
            if (opened is null)
                return null;
            var due = opened.At.AddSeconds(opened.PlannedSeconds);
            var closed = world.Newest<ShutterClosed>(camera, DateTimeOffset.MaxValue);
            return world.Now < due && (closed is null || closed.At < opened.At) ? due : null;
        }
    }

    public void Open(DateTimeOffset at, TimeSpan exposure) =>
        world.Write(new ShutterOpened(camera, at, Number + 1, exposure.TotalSeconds));

    public void Close(DateTimeOffset at, bool aborted) => world.Write(new ShutterClosed(camera, at, aborted));
}
