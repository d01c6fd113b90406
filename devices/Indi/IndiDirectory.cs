using System.Net.Sockets;

namespace Sync.Devices.Indi;

/// <summary>Asks a server for the devices that it has. None of them is connected by it.</summary>
public static class IndiDirectory
{
    /// <summary>Listens for all of that time, for a server does not say when it has told all, and a driver may be slow.</summary>
    /// <param name="address">where the server listens</param>
    /// <param name="wait">how long is listened, and how long the connection may take</param>
    /// <param name="time">measures it</param>
    /// <param name="cancel">ends the listening without a result</param>
    /// <exception cref="DeviceException">nobody is there, or what is there speaks no INDI</exception>
    public static async Task<IReadOnlyList<IndiListing>> List(DeviceAddress address, TimeSpan wait, TimeProvider time, CancellationToken cancel)
    {
        var server = $"INDI server {address}";
        await using var wire = await Open(address, server, wait, time, cancel);
        var (gate, roll) = (new Lock(), new IndiRoll());
        var lost = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        wire.Start(Hear, why => lost.TrySetResult(why));
        var ended = await Listen(wire, lost.Task, wait, time, cancel);
        lock (gate)
        {
            var devices = roll.Devices();
            return devices.Count > 0 || ended is null ? devices : throw new DeviceException(server, $"told nothing: {ended}");
        }

        void Hear(IndiElement element)
        {
            lock (gate)
                roll.Hear(element);
        }
    }

    private static async Task<IndiWire> Open(DeviceAddress address, string server, TimeSpan wait, TimeProvider time, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            return await IndiWire.Open(address, either.Token);
        }
        catch (SocketException e)
        {
            throw new DeviceException(server, e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new DeviceException(server, $"no answer within {wait.TotalSeconds:0.#} s", new TimeoutException(e.Message, e));
        }
    }

    /// <returns>why the server was lost; null when it was listened to all the time</returns>
    private static async Task<string?> Listen(IndiWire wire, Task<string> lost, TimeSpan wait, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await wire.Send(IndiRequest.GetAllProperties().Xml, cancel);
            return await lost.WaitAsync(wait, time, cancel);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return e.Message;
        }
    }
}
