using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Sync.Devices;

namespace Sync.Tests.Devices.Indi;

/// <summary>
/// Plays the server's side of a session: answers come when the client asks what was asked then, in the order of the
/// session; values may differ. What was never asked is met with silence, as INDI does.
/// </summary>
internal sealed partial class RecordedIndiServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<RecordedExchange> exchanges;
    private readonly List<RecordedExchange> used = [];
    private readonly CancellationTokenSource closing = new();
    private readonly Task serving;
    private readonly List<string> requests = [];
    private readonly List<(string Part, TaskCompletionSource Seen)> expected = [];
    private NetworkStream? serves;

    public RecordedIndiServer(params IEnumerable<RecordedExchange> exchanges)
    {
        this.exchanges = [.. exchanges];
        listener.Start();
        Address = new DeviceAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        serving = Serve();
    }

    public DeviceAddress Address { get; }

    /// <summary>Bytes in each packet.</summary>
    public int PieceBytes { get; init; } = int.MaxValue;

    /// <summary>Is told of each request before it is answered.</summary>
    public Action<string>? Hears { get; init; }

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests)
                return [.. requests];
        }
    }

    /// <summary>Ends when a request with this in it has come and been answered.</summary>
    public Task Asked(string part)
    {
        lock (requests)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (requests.Any(r => r.Contains(part)))
                seen.SetResult();
            expected.Add((part, seen));
            return seen.Task;
        }
    }

    /// <summary>Says something by itself to whom it has answered.</summary>
    public async Task Tell(string words) => await serves!.WriteAsync(Encoding.UTF8.GetBytes(words), closing.Token);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await serving;
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(closing.Token);
                client.NoDelay = true;
                serves = client.GetStream();
                using var reader = new StreamReader(serves);
                await Converse(reader, serves);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException
            || (e is InvalidOperationException && closing.IsCancellationRequested))
        {
            // The test is over, or the client went away; a stopped listener takes it ill to be asked for another.
        }
    }

    private async Task Converse(StreamReader reader, NetworkStream stream)
    {
        try
        {
            while (await reader.ReadLineAsync(closing.Token) is { } line && await Answer(Noted(line), stream))
                Answered(line);
        }
        catch (IOException)
        {
            // This client closed before it had read all; it may come again.
        }
    }

    /// <summary>Before it is answered: whoever has the answer may look whether it was asked.</summary>
    private string Noted(string line)
    {
        lock (requests)
            requests.Add(line);
        Hears?.Invoke(line);
        return line;
    }

    private void Answered(string line)
    {
        lock (requests)
        {
            foreach (var (part, seen) in expected)
            {
                if (line.Contains(part))
                    seen.TrySetResult();
            }
        }
    }

    private async Task<bool> Answer(string line, NetworkStream stream)
    {
        var key = Key(line);
        var exchange = exchanges.Find(e => Key(e.Request) == key);
        if (exchange is not null)
        {
            exchanges.Remove(exchange);
            used.Add(exchange);
        }
        else if (key.StartsWith("<getProperties"))
            exchange = used.FindLast(e => Key(e.Request) == key);
        foreach (var bytes in (exchange?.Replies ?? []).Select(Encoding.UTF8.GetBytes))
        {
            for (var at = 0; at < bytes.Length; at += Math.Min(PieceBytes, bytes.Length - at))
                await stream.WriteAsync(bytes.AsMemory(at, Math.Min(PieceBytes, bytes.Length - at)), closing.Token);
        }
        return exchange?.ThenCloses != true;
    }

    private static string Key(string request) => Values().Replace(request.Trim(), "><");

    [GeneratedRegex(">[^<]+<")]
    private static partial Regex Values();
}
