using System.Globalization;

namespace Sync.Devices.Indi;

/// <summary>The devices of a server, from what is told of them, in the order in which they were first heard of.</summary>
internal sealed class IndiRoll
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, int> interfaces = [];
    private readonly Dictionary<string, bool> plugs = [];

    public void Hear(IndiElement element)
    {
        if (element["device"] is not { Length: > 0 } device || !element.Tag.EndsWith("Vector", StringComparison.Ordinal))
            return;
        if (!names.Contains(device))
            names.Add(device);
        if (element["name"] == "CONNECTION" && Child(element, "CONNECT") is { } plug)
            plugs[device] = plug == "On";
        if (element["name"] == "DRIVER_INFO" && int.TryParse(Child(element, "DRIVER_INTERFACE"), NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
            interfaces[device] = bits;
    }

    public IReadOnlyList<IndiListing> Devices() =>
    [
        .. names.Select(n => new IndiListing(n, IndiInterface.Kinds(interfaces.GetValueOrDefault(n)), plugs.TryGetValue(n, out var on) ? on : null)),
    ];

    private static string? Child(IndiElement element, string name) => element.Children.Find(c => c["name"] == name)?.Text;
}
