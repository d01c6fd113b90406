using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>The shutter as hardware: it knows of an exposure that another process began, for it reads its own record.</summary>
internal sealed class SimulatedShutter(SimulatedWorld world, string camera)
{
    /// <summary>The newest exposure's number, 0 before the first.</summary>
    public int Number => world.Newest<ShutterOpened>(camera, DateTimeOffset.MaxValue)?.Number ?? 0;

    /// <summary>When the shutter will close by itself; null when it is closed.</summary>
    public DateTimeOffset? OpenUntil =>
        world.Newest(camera, r => r is ShutterOpened or ShutterClosed) is ShutterOpened opened
        && opened.At.AddSeconds(opened.PlannedSeconds) is var due && world.Now < due ? due : null;

    public void Open(DateTimeOffset at, TimeSpan exposure) =>
        world.Write(new ShutterOpened(camera, at, Number + 1, exposure.TotalSeconds));

    /// <summary>The exposure's time is over.</summary>
    public void Close(DateTimeOffset at) => world.Write(new ShutterClosed(camera, at, Aborted: false));

    /// <summary>Closes it now unless it is closed, and tells when it was closed; null when it never was open.</summary>
    public DateTimeOffset? CloseEarly()
    {
        if (OpenUntil is not null)
            world.Write(new ShutterClosed(camera, world.Now, Aborted: true));
        return world.Newest<ShutterClosed>(camera, DateTimeOffset.MaxValue)?.At;
    }
}
