using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sync.Tests.Host;

/// <summary>Speaks AMQP 0-9-1 as far as a login goes, and refuses each as RabbitMQ does.</summary>
internal sealed class RefusingBroker : IDisposable
{
    private const byte MethodFrame = 1;
    private const byte FrameEnd = 0xCE;
    private static readonly byte[] Start = [0, 10, 0, 10, 0, 9, 0, 0, 0, 0, .. LongText("PLAIN"), .. LongText("en_US")];
    private static readonly byte[] Close = [0, 10, 0, 50, 403 >> 8, 403 & 0xFF, .. ShortText("ACCESS_REFUSED - Login was refused."), 0, 0, 0, 0];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<string> login = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RefusingBroker()
    {
        listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What the first client said of itself: properties, user and password.</summary>
    public Task<string> Login => login.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await Refuse(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task Refuse(NetworkStream stream)
    {
        try
        {
            await stream.ReadExactlyAsync(new byte["AMQP0091".Length]);
            await stream.WriteAsync(Frame(Start));
            var head = new byte[7];
            await stream.ReadExactlyAsync(head);
            var said = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(3)) + 1];
            await stream.ReadExactlyAsync(said);
            await stream.WriteAsync(Frame(Close));
            login.TrySetResult(Encoding.Latin1.GetString(said));
            await stream.ReadExactlyAsync(head); // that it has understood
        }
        catch (IOException)
        {
            // it went before it was refused
        }
    }

    private static byte[] Frame(byte[] method)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, method.Length);
        return [MethodFrame, 0, 0, .. size, .. method, FrameEnd];
    }

    private static byte[] ShortText(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static byte[] LongText(string text) => [0, 0, 0, .. ShortText(text)];
}
