using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>Reads a line of PHD2: JSON, one object a line, events (protocol 1) and JSON-RPC 2.0 replies mixed.</summary>
internal static class Phd2Reading
{
    private const double FarthestPixels = 100_000;
    private const int QuotedCharacters = 100;

    /// <returns>garbage as such, for PHD2 may break a line in words for people</returns>
    public static Phd2Message Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException("it is no object");
            return root.TryGetProperty("Event", out var name) ? Event(name.GetString() ?? "", root) : Reply(root);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return new Phd2Garbage(line.Length > QuotedCharacters ? line[..QuotedCharacters] + "…" : line, e.Message);
        }
    }

    /// <exception cref="FormatException">a state that there is not</exception>
    public static Phd2State State(string? name) => name != "Unknown" && Enum.TryParse<Phd2State>(name, out var state) && Enum.IsDefined(state)
        ? state
        : throw new FormatException($"PHD2 has no state '{name}' that is known here");

    private static Phd2Message Event(string name, JsonElement e) => name switch
    {
        "Version" => new Phd2Version(e.GetProperty("PHDVersion").GetString() ?? "", e.GetProperty("MsgVersion").GetInt32()),
        "AppState" => new Phd2StateTold(State(e.GetProperty("State").GetString())),
        "GuideStep" => new Phd2GuideStep(Pixels(e, "RADistanceRaw"), Pixels(e, "DECDistanceRaw"), Pixels(e, "AvgDist"), Number(e, "SNR")),
        "StarLost" => new Phd2StarLost(Text(e, "Status")),
        "Settling" => new Phd2Settling(Pixels(e, "Distance"), e.GetProperty("StarLocked").GetBoolean()),
        "SettleDone" => new Phd2SettleDone(
            e.GetProperty("Status").GetInt32() == 0 ? null : Text(e, "Error"), Count(e, "TotalFrames"), Count(e, "DroppedFrames")),
        "LockPositionSet" => new Phd2LockPosition(Pixels(e, "X"), Pixels(e, "Y")),
        "GuidingDithered" => new Phd2Dithered(Pixels(e, "dx"), Pixels(e, "dy")),
        "CalibrationFailed" => new Phd2CalibrationFailed(Text(e, "Reason")),
        "Alert" => new Phd2Alert(Text(e, "Msg")),
        _ => new Phd2Event(name),
    };

    private static Phd2Reply Reply(JsonElement reply)
    {
        var refusal = reply.TryGetProperty("error", out var error)
            ? new Phd2Refusal(error.GetProperty("code").GetInt32(), Text(error, "message"))
            : null;
        if (reply.GetProperty("id") is not { ValueKind: JsonValueKind.Number } id)
            throw new FormatException(refusal is null ? "it answers no request of ours" : $"it answers no request of ours: {refusal.Words}");
        return new Phd2Reply(id.GetInt64(), refusal is null ? reply.GetProperty("result").Clone() : default, refusal);
    }

    private static double Pixels(JsonElement e, string member)
    {
        var pixels = e.GetProperty(member).GetDouble();
        return Math.Abs(pixels) <= FarthestPixels
            ? pixels
            : throw new FormatException($"{member} is {pixels} pixels; at most {FarthestPixels} are believed");
    }

    private static double Number(JsonElement e, string member) => e.TryGetProperty(member, out var value) ? value.GetDouble() : 0;

    private static int Count(JsonElement e, string member) => e.TryGetProperty(member, out var value) ? value.GetInt32() : 0;

    private static string Text(JsonElement e, string member) => e.TryGetProperty(member, out var value) ? value.GetString() ?? "" : "";
}
