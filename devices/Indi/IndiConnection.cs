using System.Net.Sockets;

namespace Sync.Devices.Indi;

/// <summary>
/// The line to one device: its properties as they are, requests to it, and waits that all end. Each device has a TCP
/// connection of its own, for a server sends the images of every camera that one client has spoken to.
/// </summary>
internal sealed class IndiConnection(DeviceAddress address, string device, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private readonly IndiStore store = new(device);
    private readonly List<IndiWait> waits = [];
    private IndiWire? wire;
    private string whyClosed = "not connected yet";

    /// <summary>Every change, in order, on the reading thread: do little there.</summary>
    public event Action<IndiChange>? Changed;

    public string Device => device;

    public TimeProvider Time => time;

    public bool IsOpen
    {
        get
        {
            lock (gate)
                return wire is not null;
        }
    }

    /// <summary>Opens the TCP connection when there is none.</summary>
    public async Task Open(CancellationToken cancel)
    {
        if (IsOpen)
            return;
        IndiWire opened;
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            opened = await IndiWire.Open(address, either.Token);
        }
        catch (SocketException e)
        {
            throw new DeviceException(device, $"no INDI server at {address}: {e.Message}", e);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new DeviceException(device, $"no INDI server at {address} within {AnswerLimit.TotalSeconds:0} s");
        }
        lock (gate)
        {
            store.Clear();
            wire = opened;
        }
        opened.Start(e => Deliver(opened, e), why => Lose(opened, why));
    }

    public IndiVector? Find(string name)
    {
        lock (gate)
            return store.Find(name);
    }

    /// <summary>A property that must be there; asking a server for an unknown one would only be met with silence.</summary>
    public IndiVector Need(string name) => Find(name)
        ?? throw new DeviceException(device, IsOpen ? $"has no property {name}" : $"no connection to {address}: {whyClosed}");

    /// <exception cref="DeviceException">no such property or member, or it is not a number</exception>
    public double Number(string name, string member)
    {
        try
        {
            return Need(name).Number(member);
        }
        catch (FormatException e)
        {
            throw new DeviceException(device, e.Message, e);
        }
    }

    /// <exception cref="DeviceException">no connection, or the device has no such property</exception>
    public async Task Send(IndiRequest request, CancellationToken cancel)
    {
        if (request.Property is { } property)
            Need(property);
        IndiWire? to;
        lock (gate)
            to = wire;
        if (to is null)
            throw new DeviceException(device, $"no connection to {address}: {whyClosed}");
        try
        {
            await to.Send(request.Xml, cancel);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new DeviceException(device, $"lost the connection to {address}: {e.Message}", e);
        }
    }

    /// <summary>Waits until a property is so, at once when it already is. <paramref name="what"/> ends the sentence "no ... within 10 s".</summary>
    public Task<IndiVector> WaitFor(
        string name, Func<IndiVector, bool> so, TimeSpan limit, string what, CancellationToken cancel) =>
        WaitFrom(new IndiWait(name, c => so(c.Vector!), Failing()), name, limit, what, cancel);

    /// <summary>Waits until a property is there, also while the driver is still to come.</summary>
    public Task<IndiVector> Appear(string name, TimeSpan limit, string what, CancellationToken cancel) =>
        WaitFrom(new IndiWait(name, _ => true, Failing()) { SurvivesUnplugged = true }, name, limit, what, cancel);

    /// <summary>Sends a request and waits for a change of its property that answers it. Alert is a refusal.</summary>
    public async Task<IndiVector> Ask(
        IndiRequest request, Func<IndiVector, bool> answers, TimeSpan limit, CancellationToken cancel)
    {
        var name = request.Property ?? throw new ArgumentException("a request without a property has no answer");
        return await Follow(request, name, answers, limit, $"answer to {name}", cancel);
    }

    /// <summary>Sends a request and waits until <paramref name="name"/>, which may be another property, has changed like that.</summary>
    public async Task<IndiVector> Follow(
        IndiRequest request, string name, Func<IndiVector, bool> answers, TimeSpan limit, string what, CancellationToken cancel)
    {
        var wait = new IndiWait(name, c => c.Kind == IndiChangeKind.Set && answers(c.Vector!), Failing())
        {
            Request = request,
            AlertIsOld = Find(name)?.State == IndiState.Alert,
            SurvivesUnplugged = name == "CONNECTION",
        };
        lock (gate)
            Admit(wait);
        try
        {
            await Send(request, cancel);
        }
        catch
        {
            Dismiss(wait);
            throw;
        }
        return await End(wait, limit, what, cancel);
    }

    /// <summary>Makes errors that end with what the driver has said since now.</summary>
    public Func<string, DeviceException> Failing()
    {
        int heard;
        lock (gate)
            heard = store.Messages;
        return what =>
        {
            lock (gate)
            {
                var words = store.Messages > heard ? $": {store.LastMessage}" : "";
                var gone = wire is null ? $" (connection to {address}: {whyClosed})" : "";
                return new DeviceException(device, what + gone + words);
            }
        };
    }

    /// <summary>Closes the TCP connection, and ends all waits; Open makes another.</summary>
    public async ValueTask DisposeAsync()
    {
        IndiWire? closing;
        lock (gate)
            closing = wire;
        if (closing is not null)
            await closing.DisposeAsync();
    }

    private async Task<IndiVector> WaitFrom(IndiWait wait, string name, TimeSpan limit, string what, CancellationToken cancel)
    {
        lock (gate)
        {
            Admit(wait);
            // It may have gone since whoever waits now last heard of it.
            if (!wait.SurvivesUnplugged && (store.Find(name) is null || store.Find("CONNECTION") is { State: not IndiState.Busy } plug && !plug.IsOn("CONNECT")))
                wait.See(new IndiChange(IndiChangeKind.Deleted, null, null));
            else if (store.Find(name) is { } now)
                wait.See(new IndiChange(IndiChangeKind.Defined, name, now));
        }
        return await End(wait, limit, what, cancel);
    }

    private void Admit(IndiWait wait)
    {
        if (wire is null)
            throw new DeviceException(device, $"no connection to {address}: {whyClosed}");
        waits.Add(wait);
    }

    private void Dismiss(IndiWait wait)
    {
        lock (gate)
            waits.Remove(wait);
    }

    private async Task<IndiVector> End(IndiWait wait, TimeSpan limit, string what, CancellationToken cancel)
    {
        try
        {
            return await wait.Task.WaitAsync(limit, time, cancel);
        }
        catch (TimeoutException)
        {
            throw wait.Fail($"no {what} within {limit.TotalSeconds:0.#} s");
        }
        finally
        {
            Dismiss(wait);
        }
    }

    private void Deliver(IndiWire from, IndiElement element)
    {
        IndiChange? change;
        lock (gate)
        {
            if (wire != from || (change = store.Apply(element)) is null)
                return;
            Tell(change);
        }
        Changed?.Invoke(change);
    }

    private void Lose(IndiWire from, string why)
    {
        var change = new IndiChange(IndiChangeKind.Lost, null, null);
        lock (gate)
        {
            if (wire != from)
                return;
            wire = null;
            whyClosed = why;
            store.Clear();
            Tell(change);
        }
        Changed?.Invoke(change);
    }

    private void Tell(IndiChange change)
    {
        foreach (var wait in waits)
            wait.See(change);
    }
}
