using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sync.Tests.Devices.Indi;

/// <summary>A request of a client, and what the server sent until the next one.</summary>
internal sealed record RecordedExchange(string Request, params string[] Replies)
{
    /// <summary>Whether the server goes away after it.</summary>
    public bool ThenCloses { get; init; }

    /// <summary>A session of indiserver 1.9.9 with its simulators: one JSON object a line, {t seconds, dir "&gt;" or "&lt;", data}.</summary>
    public static List<RecordedExchange> Session(string name)
    {
        var exchanges = new List<RecordedExchange>();
        foreach (var line in File.ReadLines(Path.Combine(Here(), "recorded", name + ".jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var text = json.RootElement.GetProperty("data").GetString()!;
            if (json.RootElement.GetProperty("dir").GetString() == ">")
                exchanges.Add(new RecordedExchange(text));
            else
                exchanges[^1] = exchanges[^1] with { Replies = [.. exchanges[^1].Replies, text] };
        }
        return exchanges;
    }

    /// <summary>A device that is connected and has these properties.</summary>
    public static RecordedExchange Device(string name, params string[] definitions) => new(
        $"<getProperties version=\"1.7\" device=\"{name}\"/>",
        [Switch("def", name, "CONNECTION", "Ok", ("CONNECT", "On"), ("DISCONNECT", "Off")), .. definitions]);

    public static string Switch(string verb, string device, string property, string state, params (string Member, string Value)[] members) =>
        Vector(verb, "Switch", device, property, state, members);

    public static string Number(string verb, string device, string property, string state, params (string Member, string Value)[] members) =>
        Vector(verb, "Number", device, property, state, members);

    public static string Vector(
        string verb, string kind, string device, string property, string state, params (string Member, string Value)[] members)
    {
        var each = verb == "def" ? "def" : "one";
        var inside = string.Concat(members.Select(m => $"    <{each}{kind} name=\"{m.Member}\">\n{m.Value}\n    </{each}{kind}>\n"));
        return $"<{verb}{kind}Vector device=\"{device}\" name=\"{property}\" state=\"{state}\" perm=\"rw\">\n{inside}</{verb}{kind}Vector>\n";
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
