using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sync.Benchmarks.Images;

/// <summary>A camera behind the least of an INDI server: one frame, as FITS in base64, sent again and again from where it lies in memory.</summary>
internal sealed class IndiFrameServer : IDisposable
{
    public const string Device = "Large one";
    private const int Block = 2880;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string properties;

    public IndiFrameServer(int width, int height)
    {
        Blob = Encode(width, height);
        properties = Vector("def", "Switch", "CONNECTION", "Ok", ("CONNECT", "On"), ("DISCONNECT", "Off"))
            + Vector("def", "Number", "CCD_INFO", "Ok", ("CCD_MAX_X", $"{width}"), ("CCD_MAX_Y", $"{height}"), ("CCD_PIXEL_SIZE", "3.76"))
            + Exposure("def", "Idle")
            + Vector("def", "Switch", "CCD_ABORT_EXPOSURE", "Ok", ("ABORT", "Off"))
            + Vector("def", "BLOB", "CCD1", "Idle", ("CCD1", ""));
        listener.Start();
        _ = Listen();
    }

    /// <summary>A frame as it is on the wire.</summary>
    public byte[] Blob { get; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    private static byte[] Encode(int width, int height)
    {
        string[] cards = ["SIMPLE  = T", "BITPIX  = 16", "NAXIS   = 2", $"NAXIS1  = {width}", $"NAXIS2  = {height}", "BZERO   = 32768", "END"];
        var header = string.Concat(cards.Select(c => c.PadRight(80))).PadRight(Block);
        var fits = new byte[Block + ((((2L * width * height) + Block - 1) / Block) * Block)];
        Encoding.ASCII.GetBytes(header, fits);
        new Random(1).NextBytes(fits.AsSpan(Block, 2 * width * height));
        var blob = new byte[1000 + Base64.GetMaxEncodedToUtf8Length(fits.Length)];
        var end = Encoding.ASCII.GetBytes($"<setBLOBVector device=\"{Device}\" name=\"CCD1\" state=\"Ok\"><oneBLOB name=\"CCD1\" size=\"{fits.Length}\" format=\".fits\">\n", blob);
        Base64.EncodeToUtf8(fits, blob.AsSpan(end), out _, out var written);
        end += written;
        end += Encoding.ASCII.GetBytes("\n</oneBLOB></setBLOBVector>\n", blob.AsSpan(end));
        return blob[..end];
    }

    private static string Exposure(string verb, string state) => Vector(verb, "Number", "CCD_EXPOSURE", state, ("CCD_EXPOSURE_VALUE", "0"));

    private static string Vector(string verb, string kind, string name, string state, params (string Member, string Value)[] members)
    {
        var each = verb == "def" ? "def" : "one";
        var inside = string.Concat(members.Select(m => $"<{each}{kind} name=\"{m.Member}\">{m.Value}</{each}{kind}>"));
        return $"<{verb}{kind}Vector device=\"{Device}\" name=\"{name}\" state=\"{state}\" perm=\"rw\">{inside}</{verb}{kind}Vector>\n";
    }

    private async Task Listen()
    {
        try
        {
            while (true)
                _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task Serve(TcpClient accepted)
    {
        using var client = accepted;
        client.NoDelay = true;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync() is { } line)
                await Answer(stream, line);
        }
        catch (IOException)
        {
            // The client went away.
        }
    }

    private async Task Answer(NetworkStream stream, string line)
    {
        if (line.StartsWith("<getProperties", StringComparison.Ordinal))
            await stream.WriteAsync(Encoding.ASCII.GetBytes(properties));
        if (line.Contains("CCD_EXPOSURE_VALUE", StringComparison.Ordinal))
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Exposure("set", "Busy") + Exposure("set", "Busy")));
        if (line.Contains("CCD_EXPOSURE_VALUE", StringComparison.Ordinal) || line == "copy")
            await stream.WriteAsync(Blob);
        if (line.Contains("CCD_EXPOSURE_VALUE", StringComparison.Ordinal))
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Exposure("set", "Ok")));
    }
}
