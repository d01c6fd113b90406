using System.Net.Sockets;
using System.Text;

namespace Sync.Devices.Indi;

/// <summary>One TCP connection to an INDI server: elements in, requests out.</summary>
internal sealed class IndiWire : IAsyncDisposable
{
    private const int BufferBytes = 1 << 16;
    private readonly TcpClient client;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private Task reading = Task.CompletedTask;

    private IndiWire(TcpClient client) => this.client = client;

    /// <exception cref="SocketException">nobody listens there</exception>
    public static async Task<IndiWire> Open(DeviceAddress address, CancellationToken cancel)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(address.Host, address.Port, cancel);
        }
        catch
        {
            client.Dispose();
            throw;
        }
        // A machine that lost its power closes nothing.
        client.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
        client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        return new IndiWire(client);
    }

    /// <summary>Begins to read.</summary>
    /// <param name="deliver">called for each element, in order, on the reading thread</param>
    /// <param name="lost">called once, with the reason, when no more will come</param>
    public void Start(Action<IndiElement> deliver, Action<string> lost) => reading = Task.Run(() => Read(deliver, lost));

    public async Task Send(string xml, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            // Half a request would spoil all that follow: once begun, it is written to its end.
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(xml), closing.Token);
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        client.Dispose();
        await reading;
        closing.Dispose();
    }

    private async Task Read(Action<IndiElement> deliver, Action<string> lost)
    {
        string why;
        try
        {
            var parser = new IndiParser(deliver);
            var buffer = new byte[BufferBytes];
            int read;
            while ((read = await client.GetStream().ReadAsync(buffer, closing.Token)) > 0)
                parser.Feed(buffer.AsSpan(0, read));
            why = "the server closed the connection";
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            why = closing.IsCancellationRequested ? "closed here" : e.Message;
        }
        catch (IndiProtocolException e)
        {
            why = "the server sent " + e.Message;
        }
        client.Dispose();
        lost(why);
    }
}
