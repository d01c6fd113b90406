using Sync.Devices;
using Sync.Host.Listing;

namespace Sync.Host.Reports;

/// <summary>What devices there are, for people: each server, its devices, and below each what a rig file says of it.</summary>
internal static class DevicesText
{
    public const string Silence = "No Alpaca server answered in any network of this machine. See that it is switched on and answers discovery (UDP 32227), or name it with --alpaca HOST:PORT.";

    private const string Hint = "A camera's line stands in an object of \"cameras\", beside name, focalLengthMillimetres and apertureMillimetres; wheel, focuser, rotator and cover stand there too.";

    /// <param name="servers">as they were found</param>
    /// <param name="discovered">whether Alpaca servers were discovered, and none is worth a sentence</param>
    public static IEnumerable<string> Lines(IReadOnlyList<FoundServer> servers, bool discovered)
    {
        if (discovered && !servers.Any(s => s.Protocol == "alpaca"))
            yield return Silence;
        foreach (var line in servers.SelectMany(Of))
            yield return line;
        if (servers.Any(s => s.Devices.Any(d => d.Kind == DeviceKind.Camera)))
            yield return Hint;
    }

    public static string Kind(DeviceKind kind) => kind switch
    {
        DeviceKind.FilterWheel => "filter wheel",
        DeviceKind.SafetyMonitor => "safety monitor",
        _ => $"{kind}".ToLowerInvariant(),
    };

    private static IEnumerable<string> Of(FoundServer server)
    {
        var also = server.AlsoAt.Count == 0 ? "" : $" (also {string.Join(", ", server.AlsoAt)})";
        yield return $"{Protocol(server.Protocol)} {server.Address}{also}{(server.Trouble is { } trouble ? $": {trouble}" : "")}";
        if (server.Trouble is null && server.Devices.Count == 0)
            yield return "  It has no devices.";
        var rows = TextTable.Lines([["", "", "", ""], .. server.Devices.Select(Row)]).Skip(1);
        foreach (var (row, device) in rows.Zip(server.Devices))
        {
            yield return row;
            yield return $"      {device.RigFile ?? "nothing that a rig file takes"}";
        }
    }

    private static string[] Row(FoundDevice device) =>
        [Kind(device.Kind), device.Name, device.Connected switch { true => "connected", false => "not connected", _ => "does not tell" }, device.Remark ?? ""];

    private static string Protocol(string protocol) => protocol switch
    {
        "alpaca" => "Alpaca server",
        "indi" => "INDI server",
        _ => "PHD2",
    };
}
