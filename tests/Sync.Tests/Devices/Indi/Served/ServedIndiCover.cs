using System.Xml.Linq;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi.Served;

/// <summary>The driver of a cover with a panel, as indilib's interfaces DustCap and LightBox: it moves at once, but is Busy before.</summary>
internal sealed class ServedIndiCover
{
    public const string Name = "Flip Flat";
    private bool open;
    private bool lit;

    public ServedIndiCover() => Server = new ServedIndi(Answer);

    public ServedIndi Server { get; }

    /// <summary>What the panel was set to; at most 200.</summary>
    public double Brightness { get; private set; }

    public bool IsLit => lit;

    private Task Answer(XElement request, ServedIndiClient client)
    {
        var member = (string?)request.Elements().FirstOrDefault()?.Attribute("name");
        switch ((string?)request.Attribute("name"))
        {
            case null: return client.Say(Definitions());
            case "CAP_PARK":
                open = member == "UNPARK";
                return client.Say(Switch("set", Name, "CAP_PARK", "Busy", ("PARK", "Off"), ("UNPARK", "Off")) + Cap("set", "Ok"));
            case "FLAT_LIGHT_CONTROL" when open && member == "FLAT_LIGHT_ON":
                return client.Say($"<message device=\"{Name}\" message=\"Cannot control light while cap is unparked.\"/>" + Light("set", "Alert"));
            case "FLAT_LIGHT_CONTROL":
                lit = member == "FLAT_LIGHT_ON";
                return client.Say(Light("set", "Ok"));
            default:
                Brightness = double.Parse(request.Value);
                return client.Say(Number("set", Name, "FLAT_LIGHT_INTENSITY", "Ok", ("FLAT_LIGHT_INTENSITY_VALUE", request.Value)));
        }
    }

    private string Definitions() => Switch("def", Name, "CONNECTION", "Ok", ("CONNECT", "On"), ("DISCONNECT", "Off")) + Cap("def", "Ok") + Light("def", "Ok")
        + $"<defNumberVector device=\"{Name}\" name=\"FLAT_LIGHT_INTENSITY\" state=\"Idle\" perm=\"rw\">"
        + "<defNumber name=\"FLAT_LIGHT_INTENSITY_VALUE\" min=\"0\" max=\"200\" step=\"1\">0</defNumber></defNumberVector>";

    private string Cap(string verb, string state) => Switch(verb, Name, "CAP_PARK", state, ("PARK", open ? "Off" : "On"), ("UNPARK", open ? "On" : "Off"));

    private string Light(string verb, string state) =>
        Switch(verb, Name, "FLAT_LIGHT_CONTROL", state, ("FLAT_LIGHT_ON", lit ? "On" : "Off"), ("FLAT_LIGHT_OFF", lit ? "Off" : "On"));
}
