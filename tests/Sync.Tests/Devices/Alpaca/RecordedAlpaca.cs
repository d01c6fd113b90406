using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>
/// A recorded session of OmniSim 0.5.0, replayed: an order is answered by its next occurrence, a question by the answers between that
/// order and the next. What was not asked of the real one there is answered by a script, or as it was at another time.
/// </summary>
internal sealed class RecordedAlpaca(string name, AlpacaScript rest)
{
    private readonly Lock gate = new();
    private readonly List<Exchange> session = Load(name);
    private readonly Dictionary<string, int> served = [];
    private int order = -1;

    public AlpacaReply Answer(AlpacaAsked asked)
    {
        lock (gate)
            return asked.Method == "PUT" ? Order(asked) ?? rest.Answer(asked) : Now(asked) ?? rest.Find(asked) ?? AnyTime(asked) ?? rest.Answer(asked);
    }

    /// <summary>The replies themselves, for tests that give them one by one.</summary>
    public static IEnumerable<AlpacaReply> Replies(string name) => Load(name).Select(e => e.Reply);

    public static string Line(string name) => File.ReadLines(PathOf(name)).First();

    /// <summary>Goes on behind the first such order.</summary>
    public RecordedAlpaca From(string member)
    {
        order = session.FindIndex(e => e.IsOrder && e.Path.EndsWith('/' + member, StringComparison.Ordinal)) - 1;
        return this;
    }

    private AlpacaReply? Order(AlpacaAsked asked)
    {
        var next = session.FindIndex(order + 1, e => e.IsOrder && e.Path == asked.Path);
        if (next < 0)
            return null;
        order = next;
        served.Clear();
        return session[next].Reply;
    }

    /// <summary>One answer after the other between this order and the next, and the last of them again.</summary>
    private AlpacaReply? Now(AlpacaAsked asked)
    {
        var end = session.FindIndex(order + 1, e => e.IsOrder);
        var next = session.FindIndex(served.GetValueOrDefault(asked.Path, order) + 1, e => !e.IsOrder && e.Path == asked.Path);
        if (next >= 0 && (end < 0 || next < end))
            served[asked.Path] = next;
        return served.TryGetValue(asked.Path, out var last) ? session[last].Reply : null;
    }

    /// <summary>As it was last known, or as it first became known: most of what a device tells never changes.</summary>
    private AlpacaReply? AnyTime(AlpacaAsked asked) =>
        (session.Take(order + 1).LastOrDefault(e => !e.IsOrder && e.Path == asked.Path) ?? session.Find(e => !e.IsOrder && e.Path == asked.Path))?.Reply;

    private static List<Exchange> Load(string name) => [.. File.ReadLines(PathOf(name)).Select(Read)];

    private static Exchange Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var told = json.RootElement;
        var body = told.TryGetProperty("base64", out var bytes) ? bytes.GetBytesFromBase64() : System.Text.Encoding.UTF8.GetBytes(told.GetProperty("body").GetString()!);
        var length = told.GetProperty("length").GetInt64();
        var reply = new AlpacaReply(told.GetProperty("status").GetInt32(), told.GetProperty("type").GetString()!, body)
        {
            Claims = body.Length < length ? length : null,
            Breaks = body.Length < length,
        };
        return new(told.GetProperty("method").GetString() == "PUT", told.GetProperty("path").GetString()!, reply);
    }

    private static string PathOf(string name, [CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "recorded", name + ".jsonl");

    private sealed record Exchange(bool IsOrder, string Path, AlpacaReply Reply);
}
