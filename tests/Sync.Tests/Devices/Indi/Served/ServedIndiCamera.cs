using System.Xml.Linq;
using Sync.Clock;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi.Served;

/// <summary>The driver of a camera: exposes for as long as asked, and fails in its states as it is told to.</summary>
/// <param name="time">by which it exposes; null where all exposures are over at once</param>
/// <param name="fault">asked in each state: "connecting", "setting", "cooling", "exposing", "reading out"</param>
internal sealed class ServedIndiCamera(TimeProvider? time, Func<string, ServedFault> fault)
{
    public const string Name = "Camera A";
    public const int Width = 160;
    public const int Height = 120;
    private static readonly string[] Members = ["CCD_MAX_X", "CCD_MAX_Y", "CCD_PIXEL_SIZE"];
    private static readonly byte[] Fits = CameraScript.Fits(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => (ushort)i)]);
    private readonly Dictionary<string, (string Member, string Value)[]> numbers = new()
    {
        ["CCD_INFO"] = [(Members[0], $"{Width}"), (Members[1], $"{Height}"), (Members[2], "3.76")],
        ["CCD_EXPOSURE"] = [("CCD_EXPOSURE_VALUE", "0")],
        ["CCD_TEMPERATURE"] = [("CCD_TEMPERATURE_VALUE", "5")],
        ["CCD_BINNING"] = [("HOR_BIN", "2"), ("VER_BIN", "2")],
        ["CCD_FRAME"] = [("X", "0"), ("Y", "0"), ("WIDTH", $"{Width}"), ("HEIGHT", $"{Height}")],
    };

    private volatile bool connected;
    private volatile int exposure;

    /// <summary>Its driver is started anew: unplugged, and set to what it comes with.</summary>
    public void Restart() => (connected, exposure, numbers["CCD_BINNING"]) = (false, exposure + 1, [("HOR_BIN", "2"), ("VER_BIN", "2")]);

    public Task Answer(XElement request, ServedIndiClient client) => (request.Name.LocalName, (string?)request.Attribute("name")) switch
    {
        ("getProperties", _) => client.Say(Definitions()),
        ("newSwitchVector", "CONNECTION") => Connect(client),
        ("newSwitchVector", "CCD_ABORT_EXPOSURE") => Abort(client),
        ("newNumberVector", "CCD_EXPOSURE") => Expose(double.Parse(request.Value), client),
        ("newNumberVector", "CCD_TEMPERATURE") => Set("cooling", "CCD_TEMPERATURE", request, client),
        ("newNumberVector", { } name) => Set("setting", name, request, client),
        _ => Task.CompletedTask,
    };

    private async Task Connect(ServedIndiClient client)
    {
        if (await Fails("connecting", "CONNECTION", client))
            return;
        connected = true;
        await client.Say(Plug("set", "Ok") + Properties());
    }

    private async Task Set(string state, string name, XElement request, ServedIndiClient client)
    {
        if (await Fails(state, name, client))
            return;
        numbers[name] = [.. request.Elements().Select(e => ((string)e.Attribute("name")!, e.Value))];
        await client.Say(Number("set", Name, name, "Ok", numbers[name]));
    }

    private async Task Expose(double seconds, ServedIndiClient client)
    {
        var mine = ++exposure;
        await client.Say(Exposure("Busy", seconds));
        if (time is null)
            await Close(mine, client);
        else
            _ = Task.Run(async () =>
            {
                await time.Pass(TimeSpan.FromSeconds(seconds), CancellationToken.None);
                await Close(mine, client);
            });
    }

    private async Task Close(int mine, ServedIndiClient client)
    {
        if (exposure != mine || await Fails("exposing", "CCD_EXPOSURE", client) || exposure != mine)
            return;
        await client.Say(Exposure("Busy", 0));
        if (!await Fails("reading out", "CCD_EXPOSURE", client))
            await client.Say(CameraScript.Blob(Fits) + Exposure("Ok", 0));
    }

    private Task Abort(ServedIndiClient client)
    {
        exposure++;
        return client.Say(Exposure("Idle", 0));
    }

    private async Task<bool> Fails(string state, string property, ServedIndiClient client)
    {
        var now = fault(state);
        switch (now)
        {
            case ServedFault.None: return false;
            case ServedFault.Refuses: await client.Say(Vector("set", Kind(property), Name, property, "Alert")); break;
            case ServedFault.Garbles: await client.Say("</html>\0\u0001<<<"); break;
            case ServedFault.Halves: await client.Say(CameraScript.Blob(Fits[..3000])); break;
            case ServedFault.Dies or ServedFault.Stutters:
                Restart();
                await client.Say(now == ServedFault.Dies ? $"<delProperty device=\"{Name}\"/>{Definitions()}" : CameraScript.Blob(Fits)[..4000] + Definitions());
                break;
            case ServedFault.Cuts or ServedFault.Leaves: client.Cut(); break;
            default: break;
        }
        return true;
    }

    private static string Kind(string property) => property == "CONNECTION" ? "Switch" : "Number";

    private static string Exposure(string state, double remaining) => CameraScript.State(state, FormattableString.Invariant($"{remaining}"));

    private string Definitions() => Plug("def", "Idle") + (connected ? Properties() : "");

    private string Plug(string verb, string state) =>
        Switch(verb, Name, "CONNECTION", state, ("CONNECT", connected ? "On" : "Off"), ("DISCONNECT", connected ? "Off" : "On"));

    private string Properties() => string.Concat(numbers.Select(n => Number("def", Name, n.Key, "Idle", n.Value)))
        + Switch("def", Name, "CCD_ABORT_EXPOSURE", "Idle", ("ABORT", "Off")) + Vector("def", "BLOB", Name, "CCD1", "Idle", ("CCD1", ""));
}
