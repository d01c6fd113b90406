namespace Sync.Devices.Indi;

/// <summary>Plugs a device in: finds it, sends CONNECT, and waits until its driver has told all its properties.</summary>
internal static class IndiPlug
{
    /// <summary>A driver may have to open a serial port, or to find a camera on USB.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    /// <summary>Harmless when it is connected already. Without the <paramref name="needed"/> properties it is no such device.</summary>
    /// <exception cref="DeviceException">no server, no such device, refused, or a property that never came</exception>
    public static async Task Connect(IndiConnection line, CancellationToken cancel, params string[] needed)
    {
        await line.Open(cancel);
        try
        {
            await Plug(line, cancel, needed);
        }
        catch
        {
            // The other side may be gone without a word, or in the middle of one: the next attempt has a line of its own.
            await line.DisposeAsync();
            throw;
        }
    }

    private static async Task Plug(IndiConnection line, CancellationToken cancel, string[] needed)
    {
        await line.Send(IndiRequest.GetProperties(line.Device), cancel);
        var plug = await line.Appear("CONNECTION", IndiConnection.AnswerLimit, "device of that name on the INDI server", cancel);
        if (!IsConnected(plug))
            await line.Ask(IndiRequest.Switch(line.Device, "CONNECTION", "CONNECT"), IsConnected, ConnectLimit, cancel);
        // CONNECTION is Ok before the properties come. Those that must be there are waited for by name...
        foreach (var name in needed)
            await line.Appear(name, IndiConnection.AnswerLimit, $"{name} from the driver", cancel);
        await HearTheRest(line, cancel);
    }

    /// <summary>
    /// ...and those that may be missing are all there when the driver answers the next request, for it answers in order:
    /// CONNECTION is the first that it defines.
    /// </summary>
    private static async Task HearTheRest(IndiConnection line, CancellationToken cancel)
    {
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fail = line.Failing();
        line.Changed += See;
        try
        {
            await line.Send(IndiRequest.GetProperties(line.Device), cancel);
            await again.Task.WaitAsync(IndiConnection.AnswerLimit, line.Time, cancel);
        }
        catch (TimeoutException)
        {
            throw fail($"no second list of properties within {IndiConnection.AnswerLimit.TotalSeconds:0} s");
        }
        finally
        {
            line.Changed -= See;
        }

        void See(IndiChange change)
        {
            if (change.DriverIsGone)
                again.TrySetException(fail("the driver went away while it connected"));
            else if (change is { Kind: IndiChangeKind.Defined, Name: "CONNECTION" })
                again.TrySetResult();
        }
    }

    private static bool IsConnected(IndiVector plug) => plug.State != IndiState.Busy && plug.IsOn("CONNECT");
}
