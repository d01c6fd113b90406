using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sync.Benchmarks.Images;

/// <summary>A camera behind the least of a server: one frame, sent again and again from where it lies in memory.</summary>
internal sealed class FrameServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int width;
    private readonly int height;

    public FrameServer(int width, int height)
    {
        (this.width, this.height) = (width, height);
        listener.Start();
        _ = Listen();
    }

    /// <summary>What is sent from now on.</summary>
    public FrameBody? Body { get; set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    private async Task Listen()
    {
        try
        {
            while (true)
                _ = Serve(await listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task Serve(Socket socket)
    {
        using var client = socket;
        client.NoDelay = true;
        var request = new byte[4096];
        try
        {
            for (var length = await client.ReceiveAsync(request); length > 0; length = await client.ReceiveAsync(request))
                await Answer(client, Encoding.ASCII.GetString(request, 0, length).Split(' ')[1].Split('?')[0].Split('/')[^1]);
        }
        catch (SocketException)
        {
            // The client went away.
        }
    }

    private async Task Answer(Socket client, string member)
    {
        var frame = member == "imagearray" ? Body : null;
        var body = frame?.Bytes ?? Encoding.ASCII.GetBytes($$"""{"Value":{{Value(member)}},"ErrorNumber":0,"ErrorMessage":""}""");
        await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/{frame?.Type ?? "json"}\r\nContent-Length: {body.Length}\r\n\r\n"));
        for (var sent = 0; sent < body.Length;)
            sent += await client.SendAsync(body.AsMemory(sent));
    }

    private string Value(string member) => member switch
    {
        "connected" or "imageready" => "true",
        "cameraxsize" or "numx" => $"{width}",
        "pixelsizex" or "pixelsizey" => "3.76",
        "cameraysize" or "numy" => $"{height}",
        "interfaceversion" => "3",
        "gains" or "offsets" => "[]",
        "cansetccdtemperature" => "false",
        "name" => "\"Large one\"",
        _ => "0",
    };
}
