namespace Sync.Devices.Alpaca;

/// <summary>Plugs a device in. It is never unplugged: another program may be using it.</summary>
internal static class AlpacaPlug
{
    /// <summary>A driver may have to open a serial port, or to find a camera on USB.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    /// <summary>Harmless when it is connected already.</summary>
    /// <param name="line">to the device</param>
    /// <param name="connectFrom">the version of its interface that first had connect and connecting (ASCOM Platform 7)</param>
    /// <param name="cancel">nobody wants it any more</param>
    /// <returns>the version of its interface</returns>
    /// <exception cref="DeviceException">no server, no such device, or it refused</exception>
    public static async Task<int> Connect(AlpacaLine line, int connectFrom, CancellationToken cancel)
    {
        await line.Find(cancel);
        var version = (await line.Ask("interfaceversion", cancel))?.Whole(1, 1000) ?? 1;
        var connects = version >= connectFrom;
        // Somebody's disconnect may be under way, and until it is over the device calls itself connected.
        if (connects)
            await Rest(line, cancel);
        if (await line.Is("connected", cancel))
            return version;
        if (connects)
        {
            await line.Put("connect", ConnectLimit, cancel);
            await Rest(line, cancel);
        }
        else
            await line.Put("connected", ConnectLimit, cancel, ("Connected", true));
        return await line.Is("connected", cancel) ? version : throw new DeviceException(line.Name, "did not connect, and did not say why");
    }

    private static Task Rest(AlpacaLine line, CancellationToken cancel) => AlpacaWait.Until(
        line, "end of connecting", ConnectLimit, async c => !await line.Is("connecting", c), cancel);
}
