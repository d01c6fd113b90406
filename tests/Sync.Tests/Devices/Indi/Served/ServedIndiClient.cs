using System.Net.Sockets;
using System.Text;

namespace Sync.Tests.Devices.Indi.Served;

/// <summary>A client of the served server. What is said to one that has gone is lost.</summary>
internal sealed class ServedIndiClient
{
    private readonly TcpClient tcp;
    private readonly StreamReader reader;
    private readonly NetworkStream stream;
    private readonly SemaphoreSlim saying = new(1, 1);

    public ServedIndiClient(TcpClient tcp)
    {
        this.tcp = tcp;
        tcp.NoDelay = true;
        stream = tcp.GetStream();
        reader = new StreamReader(stream);
    }

    /// <returns>a request; null when it has gone</returns>
    public async Task<string?> Hear()
    {
        try
        {
            return await reader.ReadLineAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    public async Task Say(string words)
    {
        await saying.WaitAsync();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(words));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It hears nothing any more.
        }
        finally
        {
            saying.Release();
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Cut() => tcp.Dispose();
}
