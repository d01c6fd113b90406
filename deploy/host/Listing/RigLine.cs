using System.Text.Encodings.Web;
using System.Text.Json;
using Sync.Devices;
using Sync.Devices.Rig;

namespace Sync.Host.Listing;

/// <summary>
/// What is written into a rig file for a device. Whether a rig takes one of that kind by that driver is asked of the rig file's own
/// check, so that no line is shown which would be refused.
/// </summary>
internal static class RigLine
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>of a camera the members inside of its object; null where no rig takes it</returns>
    public static string? Of(FoundDevice found) => found.Kind switch
    {
        DeviceKind.Camera => Checked(Members(found), line => Rig("", line, "")),
        DeviceKind.FilterWheel => OfCamera("wheel", found),
        DeviceKind.Focuser => OfCamera("focuser", found),
        DeviceKind.Rotator => OfCamera("rotator", found),
        DeviceKind.Cover => OfCamera("cover", found),
        DeviceKind.Mount => OfRig("mount", found),
        DeviceKind.Guider => OfRig("guider", found),
        DeviceKind.Dome => OfRig("dome", found),
        DeviceKind.SafetyMonitor => OfRig("safety", found),
        _ => null,
    };

    private static string? OfRig(string member, FoundDevice found) => Checked(Member(member, found), line => Rig(line + ",", Simulated, ""));

    private static string? OfCamera(string member, FoundDevice found) => Checked(Member(member, found), line => Rig("", Simulated, "," + line));

    private const string Simulated = "\"driver\": \"simulated\", \"solver\": { \"driver\": \"simulated\" }";

    private static string Member(string member, FoundDevice found) => $"\"{member}\": {{ {Members(found)} }}";

    private static string Members(FoundDevice found)
    {
        var device = found.Device is null ? "" : $"\"device\": {Quoted(found.Device)}, ";
        return $"\"driver\": {Quoted(found.Driver)}, {device}\"address\": {Quoted(found.Address)}";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Json);

    private static string? Checked(string line, Func<string, string> rig)
    {
        try
        {
            _ = Sync.Devices.Rig.RigFile.Parse(rig(line));
            return line;
        }
        catch (RigException)
        {
            return null;
        }
    }

    private static string Rig(string ofRig, string camera, string ofCamera) => $$"""
        {
          "site": { "name": "a", "latitudeDegrees": 0, "longitudeDegrees": 0, "elevationMetres": 0 }, {{ofRig}}
          "cameras": [{ "name": "a", "focalLengthMillimetres": 1, "apertureMillimetres": 1, {{camera}}{{ofCamera}} }]
        }
        """;
}
