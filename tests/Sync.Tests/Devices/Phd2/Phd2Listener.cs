using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Sync.Devices;

namespace Sync.Tests.Devices.Phd2;

/// <summary>A port that speaks like PHD2's: greets each client, hears its requests one by one, and can go away.</summary>
internal abstract class Phd2Listener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly List<string> requests = [];
    private readonly Lock gate = new();
    private readonly List<(string Part, int Times, TaskCompletionSource Seen)> expected = [];
    private readonly List<TcpClient> clients = [];
    private Task serving = Task.CompletedTask;

    public DeviceAddress Address { get; private set; } = new("127.0.0.1", 1);

    public int Connections { get; private set; }

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>Lines to a client that has come.</summary>
    protected abstract IReadOnlyList<string> Greeting { get; }

    public void Listen()
    {
        listener.Start();
        Address = new DeviceAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        serving = Serve();
    }

    /// <summary>Ends when requests with this in it have come so many times and been answered.</summary>
    public Task Asked(string part, int times = 1)
    {
        lock (gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (requests.Count(r => r.Contains(part)) >= times)
                seen.SetResult();
            expected.Add((part, times, seen));
            return seen.Task;
        }
    }

    /// <summary>Cuts all lines; whoever comes again is greeted.</summary>
    public void Hang()
    {
        lock (gate)
        {
            clients.ForEach(c => c.Dispose());
            clients.Clear();
        }
    }

    /// <summary>Dies, as by kill -9.</summary>
    public void Die()
    {
        listener.Stop();
        Hang();
    }

    /// <summary>Says these lines to everybody.</summary>
    public void Say(params IEnumerable<string> lines) => Send(string.Concat(lines.Select(l => l + "\r\n")));

    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void Send(byte[] bytes)
    {
        lock (gate)
        {
            foreach (var client in clients)
                Write(client, bytes);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        Die();
        await serving;
    }

    /// <summary>Answers, by <see cref="Say"/>.</summary>
    /// <param name="method">what is asked</param>
    /// <param name="id">for the reply</param>
    /// <param name="parameters">undefined without any</param>
    protected abstract void Answer(string method, long id, JsonElement parameters);

    protected static string Result(long id, object? result) => JsonSerializer.Serialize(new { jsonrpc = "2.0", result, id });

    protected static string Refusal(long id, int code, string message) => JsonSerializer.Serialize(new { jsonrpc = "2.0", error = new { code, message }, id });

    private static void Write(TcpClient client, byte[] bytes)
    {
        try
        {
            client.GetStream().Write(bytes);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It went away.
        }
    }

    private async Task Serve()
    {
        var served = new List<Task>();
        try
        {
            while (true)
                served.Add(Hear(await listener.AcceptTcpClientAsync(closing.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task Hear(TcpClient client)
    {
        using var own = client;
        try
        {
            client.NoDelay = true;
            lock (gate)
            {
                Connections++;
                Write(client, Encoding.UTF8.GetBytes(string.Concat(Greeting.Select(l => l + "\r\n"))));
                clients.Add(client);
            }
            using var reader = new StreamReader(client.GetStream());
            while (await reader.ReadLineAsync(closing.Token) is { } line)
                Hear(line);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over, or the client went away.
        }
        lock (gate)
            clients.Remove(client);
    }

    private void Hear(string line)
    {
        lock (gate)
            requests.Add(line);
        using var json = JsonDocument.Parse(line);
        var request = json.RootElement;
        Answer(request.GetProperty("method").GetString()!, request.GetProperty("id").GetInt64(), request.TryGetProperty("params", out var p) ? p : default);
        lock (gate)
        {
            foreach (var (part, times, seen) in expected)
            {
                if (requests.Count(r => r.Contains(part)) >= times)
                    seen.TrySetResult();
            }
        }
    }
}
