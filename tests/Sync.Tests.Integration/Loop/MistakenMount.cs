using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;
using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Integration.Loop;

/// <summary>
/// Stands between a client and the mount of an INDI server, and is wrong about where that points, as a mount that was badly set up is: the
/// simulated one looks exactly where it believes to look, whatever it is synced to. A sync mends it here, and the server never hears of it.
/// </summary>
internal sealed class MistakenMount : IAsyncDisposable
{
    private const string Coordinates = "EQUATORIAL_EOD_COORD";
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly DeviceAddress server;
    private readonly Lock gate = new();
    private readonly Lock writing = new();
    private readonly Task serving;
    private (double Hours, double Degrees) wrong;
    private Equatorial truth = new(0, 0);
    private bool syncs;

    /// <param name="server">of the mount</param>
    /// <param name="wrong">what it believes less what is true, hours of right ascension and degrees of declination</param>
    public MistakenMount(DeviceAddress server, (double Hours, double Degrees) wrong)
    {
        (this.server, this.wrong) = (server, wrong);
        listener.Start();
        serving = Serve();
    }

    public DeviceAddress Address => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);

    /// <summary>Where it looks when it believes to look there, both J2000; by what it is wrong now.</summary>
    public Equatorial TruthOf(Equatorial believed, DateTimeOffset at)
    {
        var ofDate = Sky.J2000ToDate(believed, at);
        return Sky.DateToJ2000(new(ofDate.RightAscensionHours - wrong.Hours, ofDate.DeclinationDegrees - wrong.Degrees), at);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
    }

    private async Task Serve()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
                clients.Add(Serve(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        await far.ConnectAsync(server.Host, server.Port);
        var (toClient, toServer) = (near.GetStream(), far.GetStream());
        await Task.WhenAny(
            Pump(toServer, e => Write(toClient, Told(e)), ends.Token),
            Pump(toClient, e => Order(e, toServer, toClient), ends.Token));
        await ends.CancelAsync();
    }

    /// <summary>Until one side closes.</summary>
    private static async Task Pump(NetworkStream from, Action<IndiElement> deliver, CancellationToken cancel)
    {
        var (parser, buffer) = (new IndiParser(deliver), new byte[1 << 14]);
        try
        {
            while (await from.ReadAsync(buffer, cancel) is > 0 and var read)
                parser.Feed(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side ends with it.
        }
    }

    /// <summary>The place that it believes, for the true one.</summary>
    private IndiElement Told(IndiElement element)
    {
        if (element["name"] != Coordinates || element.Children.Count != 2)
            return element;
        lock (gate)
        {
            truth = Place(element);
            return Put(element, new(truth.RightAscensionHours + wrong.Hours, truth.DeclinationDegrees + wrong.Degrees));
        }
    }

    /// <summary>The true place, for the one that is believed. A sync is answered at once.</summary>
    private void Order(IndiElement element, NetworkStream toServer, NetworkStream toClient)
    {
        if (element is { Tag: "newSwitchVector" } && element["name"] == "ON_COORD_SET")
            syncs = element.Children.Any(c => c["name"] == "SYNC" && c.Text == "On");
        if (element is not { Tag: "newNumberVector" } || element["name"] != Coordinates)
            Write(toServer, element);
        else if (syncs)
            Write(toClient, Synced(element));
        else
            Write(toServer, Sent(element));
    }

    private IndiElement Sent(IndiElement element)
    {
        var place = Place(element);
        lock (gate)
            return Put(element, new(place.RightAscensionHours - wrong.Hours, place.DeclinationDegrees - wrong.Degrees));
    }

    private IndiElement Synced(IndiElement element)
    {
        var place = Place(element);
        lock (gate)
            wrong = (place.RightAscensionHours - truth.RightAscensionHours, place.DeclinationDegrees - truth.DeclinationDegrees);
        var answer = new IndiElement("setNumberVector", new Dictionary<string, string>(element.Attributes) { ["state"] = "Ok" });
        answer.Children.AddRange(element.Children);
        return answer;
    }

    private static Equatorial Place(IndiElement element) => new(Number(element, "RA"), Number(element, "DEC"));

    private static double Number(IndiElement element, string name) => IndiNumber.Parse(element.Children.Single(c => c["name"] == name).Text);

    private static IndiElement Put(IndiElement element, Equatorial place)
    {
        foreach (var child in element.Children)
            child.Text = IndiNumber.Format(child["name"] == "RA" ? (place.RightAscensionHours + 24) % 24 : place.DeclinationDegrees);
        return element;
    }

    private void Write(NetworkStream to, IndiElement element)
    {
        var text = new StringBuilder();
        Write(text, element);
        lock (writing)
            to.Write(Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
    }

    private static void Write(StringBuilder text, IndiElement element)
    {
        text.Append('<').Append(element.Tag);
        foreach (var (name, value) in element.Attributes)
            text.Append(' ').Append(name).Append("=\"").Append(SecurityElement.Escape(value)).Append('"');
        text.Append('>').Append(SecurityElement.Escape(element.Text));
        foreach (var child in element.Children)
            Write(text, child);
        text.Append("</").Append(element.Tag).Append('>');
    }
}
