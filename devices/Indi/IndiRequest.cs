using System.Security;
using System.Text;

namespace Sync.Devices.Indi;

/// <summary>What a client says, as XML, and for people.</summary>
internal sealed record IndiRequest(string Xml, string? Property)
{
    private (string Member, string Value)[] Members { get; init; } = [];

    /// <summary>As in "CCD_BINNING (HOR_BIN 2, VER_BIN 2)".</summary>
    public string Said => $"{Property} ({string.Join(", ", Members.Select(m => $"{m.Member} {m.Value}"))})";

    /// <summary>Whether the numbers are as requested.</summary>
    public bool IsIn(IndiVector vector) => vector.Kind == "Number" && Members.All(m =>
        IndiNumber.TryParse(vector.Values.GetValueOrDefault(m.Member), out var now) && Math.Abs(now - IndiNumber.Parse(m.Value)) < 1e-6);

    public static IndiRequest GetProperties(string device) =>
        new($"<getProperties version=\"1.7\" device=\"{Escape(device)}\"/>\n", null);

    /// <summary>Of every device that the server has.</summary>
    public static IndiRequest GetAllProperties() => new("<getProperties version=\"1.7\"/>\n", null);

    /// <summary>Asks for BLOBs of this property beside all else. Without a name, 1.9.9 sends those of every device the client knows.</summary>
    public static IndiRequest EnableBlob(string device, string property) =>
        new($"<enableBLOB device=\"{Escape(device)}\" name=\"{Escape(property)}\">Also</enableBLOB>\n", property);

    public static IndiRequest Number(string device, string property, params (string Member, double Value)[] members) =>
        New("Number", device, property, [.. members.Select(m => (m.Member, IndiNumber.Format(m.Value)))]);

    public static IndiRequest Text(string device, string property, params (string Member, string Value)[] members) =>
        New("Text", device, property, members);

    /// <summary>Puts one switch on; the driver puts off what excludes it.</summary>
    public static IndiRequest Switch(string device, string property, string member) =>
        New("Switch", device, property, [(member, "On")]);

    private static IndiRequest New(string kind, string device, string property, (string Member, string Value)[] members)
    {
        var xml = new StringBuilder($"<new{kind}Vector device=\"{Escape(device)}\" name=\"{Escape(property)}\">");
        foreach (var (member, value) in members)
            xml.Append($"<one{kind} name=\"{Escape(member)}\">{Escape(value)}</one{kind}>");
        return new IndiRequest(xml.Append($"</new{kind}Vector>\n").ToString(), property)
        {
            Members = members,
        };
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
