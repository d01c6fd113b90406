using Sync.Astro.Coordinates;
using Sync.Astro.Ephemeris;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Commands;
using Sync.Host.Messaging;
using Sync.Host.Nights;
using Sync.Host.Settings;
using Sync.Host.Storage;
using Sync.Ledger;
using Sync.Ledger.Locks;

namespace Sync.Host.Snaps;

/// <summary>
/// A frame without a hold is allowed only where nobody of Sync has the camera or moves the sky: no process has the folder's store, no
/// agent reads the camera's messages, and it is day. As long as this is kept, no process can begin with that store.
/// </summary>
internal sealed class SnapGuard : IDisposable
{
    private readonly Store? store;
    private readonly StoreHold? hold;

    private SnapGuard(Store? store)
    {
        this.store = store;
        hold = store is null ? null : new StoreHold(store);
    }

    /// <param name="order">what is asked</param>
    /// <param name="camera">of the rig</param>
    /// <param name="site">where it stands</param>
    /// <param name="cancel">ends the asking</param>
    /// <exception cref="NightException">Sync is running, or may be; the sentence says why</exception>
    /// <exception cref="SettingException">an agent of the camera runs, or the broker refuses this process</exception>
    public static async Task<SnapGuard> Enter(SnapPlace order, CameraDescription camera, GeoSite site, CancellationToken cancel)
    {
        if (!order.Yes && camera.Driver != "simulated" && Night(site, TimeProvider.System.GetUtcNow()) is { } night)
            throw new NightException(night);
        if (BrokerAddress.Read(order.Configuration, Addresses.Camera(camera.Name)) is { } broker)
            await NoAgent(broker, camera.Name, order.Yes, cancel);
        var guard = new SnapGuard(OpenStore(order));
        try
        {
            if (guard.hold is { } hold)
                await hold.Take(cancel);
            return guard;
        }
        catch (LedgerException e)
        {
            guard.Dispose();
            throw new NightException($"Camera {camera.Name} is left alone, for Sync is running. {e.Message}");
        }
    }

    public void Dispose()
    {
        hold?.Dispose();
        store?.Dispose();
    }

    /// <summary>Why no frame is taken by night without a word; null by day.</summary>
    internal static string? Night(GeoSite site, DateTimeOffset now)
    {
        var altitude = Sun.AltitudeDegrees(site, now);
        return altitude >= 0 ? null : $"The sun stands at {altitude:0}° there: by night the telescopes may be moved while the shutter is open. Add --yes where nobody moves them.";
    }

    private static async Task NoAgent(BrokerAddress broker, string camera, bool yes, CancellationToken cancel)
    {
        if (await BrokerDoor.Answers(broker, cancel))
        {
            await BrokerDoor.Knock(broker, Addresses.Camera(camera), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, cancel);
            await OnlyReader.Check(broker, Addresses.Camera(camera), camera, cancel);
        }
        else if (!yes)
            throw new NightException($"The broker {broker.Uri} does not answer, and nobody else knows whether an agent of {camera} is running. Add --yes where none is.");
    }

    /// <returns>null for a folder in which Sync has never been</returns>
    private static Store? OpenStore(SnapPlace order)
    {
        var storage = StorageAddress.Read(order.Configuration);
        return storage is null && !File.Exists(CatalogueFile.In(order.Directory)) ? null : StoreAtRest.Open(storage, order.Directory);
    }
}

/// <summary>Where a frame is taken.</summary>
/// <param name="Directory">of the agent of the camera, or of `sync`</param>
/// <param name="Configuration">of the same</param>
/// <param name="Yes">by night too, and where nobody can be asked</param>
internal sealed record SnapPlace(string Directory, IConfiguration Configuration, bool Yes);
