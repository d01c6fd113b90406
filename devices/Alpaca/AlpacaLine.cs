using System.Globalization;

namespace Sync.Devices.Alpaca;

/// <summary>The line to one device: what it tells, and what it is told.</summary>
/// <param name="address">where its server listens</param>
/// <param name="type">as in a path: camera, telescope ...</param>
/// <param name="device">its number, its unique id, or its name if no other of the type has the same</param>
/// <param name="time">measures limits</param>
internal sealed class AlpacaLine(DeviceAddress address, string type, string device, TimeProvider time) : IDisposable
{
    private readonly AlpacaClient client = new(address, Called(type, device), time);
    private int? number;

    public string Name => Called(type, device);

    public TimeProvider Time => time;

    /// <summary>Finds its number, anew each time: a server may have been set up anew.</summary>
    public async Task Find(CancellationToken cancel) => number = await AlpacaDirectory.Number(address, type, device, time, cancel);

    /// <summary>What it must be able to tell.</summary>
    /// <exception cref="DeviceException">it refused, or nobody answered</exception>
    public async Task<AlpacaValue> Get(string member, CancellationToken cancel, string query = "")
    {
        var answer = await client.Get(Path(member), query, member, cancel);
        return answer.IsRefusal ? throw Refused(member, answer) : Value(member, answer);
    }

    /// <summary>What it need not be able to tell; null then.</summary>
    public async Task<AlpacaValue?> Ask(string member, CancellationToken cancel, string query = "")
    {
        var answer = await client.Get(Path(member), query, member, cancel);
        return answer.IsAbsence ? null : answer.IsRefusal ? throw Refused(member, answer) : Value(member, answer);
    }

    public async Task<bool> Is(string member, CancellationToken cancel) => (await Get(member, cancel)).Flag();

    /// <summary>Whether it can, where a device that does not tell cannot.</summary>
    public async Task<bool> Can(string member, CancellationToken cancel) => (await Ask(member, cancel))?.Flag() ?? false;

    public Task Put(string member, CancellationToken cancel, params (string Key, object Value)[] form) => Put(member, AlpacaClient.AnswerLimit, cancel, form);

    /// <summary>Keys as the standard writes them: servers refuse others.</summary>
    /// <exception cref="DeviceException">it refused, or nobody answered within the limit</exception>
    public async Task Put(string member, TimeSpan limit, CancellationToken cancel, params (string Key, object Value)[] form)
    {
        var pairs = form.Select(f => KeyValuePair.Create(f.Key, Convert.ToString(f.Value, CultureInfo.InvariantCulture)!)).ToList();
        var said = pairs.Count == 0 ? member : $"{member} ({string.Join(", ", pairs.Select(p => $"{p.Key} {p.Value}"))})";
        var answer = await client.Put(Path(member), pairs, limit, said, cancel);
        if (answer.IsRefusal)
            throw Refused(said, answer);
    }

    public Task<T> Stream<T>(string member, string accept, TimeSpan limit, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, CancellationToken cancel) =>
        client.Stream(Path(member), accept, limit, member, read, cancel);

    public void Dispose() => client.Dispose();

    private static string Called(string type, string device) => ushort.TryParse(device, out _) ? $"{type} {device}" : device;

    private string Path(string member) => number is { } n
        ? $"api/v1/{type}/{n}/{member}"
        : throw new DeviceException(Name, "is not connected yet");

    private AlpacaValue Value(string member, AlpacaAnswer answer) => answer.Value is { } value
        ? new(Name, member, value)
        : throw new DeviceException(Name, $"answered {member} without a Value");

    private DeviceException Refused(string said, AlpacaAnswer answer) => new(Name, $"refused {said}: {answer.Refusal}");
}
