using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sync.Tests.Devices.Phd2;

/// <summary>A recorded session of PHD2 2.6.13dev8: what it said before anything was asked, and after each order.</summary>
/// <param name="Greeting">lines before the first order</param>
/// <param name="Parts">each order, and what came until the next</param>
internal sealed record Phd2Session(IReadOnlyList<string> Greeting, IReadOnlyList<Phd2Part> Parts)
{
    /// <summary>Reads lines of {t seconds, dir "&gt;" or "&lt;", line}. Questions (get_...) and their answers are left out: their place in a session depends on the client.</summary>
    public static Phd2Session Read(string name)
    {
        var parts = new List<Phd2Part> { new("", 0, []) };
        var questions = new HashSet<long>();
        foreach (var (isRequest, text) in Lines(name))
        {
            using var json = JsonDocument.Parse(text);
            var id = json.RootElement.TryGetProperty("id", out var i) ? i.GetInt64() : 0;
            if (!isRequest && !questions.Contains(id))
                parts[^1] = parts[^1] with { Replies = [.. parts[^1].Replies, text] };
            else if (isRequest && json.RootElement.GetProperty("method").GetString() is { } method && !method.StartsWith("get_", StringComparison.Ordinal))
                parts.Add(new(method, id, []));
            else
                questions.Add(id);
        }
        return parts[0].Replies.Count > 0 ? new(parts[0].Replies, parts[1..]) : Hasty(parts[1..]);
    }

    /// <summary>All that PHD2 said, in order.</summary>
    public static IEnumerable<string> Said(string name) => Lines(name).Where(l => !l.IsRequest).Select(l => l.Text);

    /// <summary>Without what came before the order that comes that many orders in.</summary>
    public Phd2Session From(int part) => this with { Parts = [.. Parts.Skip(part)] };

    /// <summary>The client gave its first order before the greeting came.</summary>
    private static Phd2Session Hasty(List<Phd2Part> parts)
    {
        var greeting = parts[0].Replies.TakeWhile(r => !r.Contains("\"AppState\"", StringComparison.Ordinal)).Count() + 1;
        var first = parts[0] with { Replies = [.. parts[0].Replies.Skip(greeting)] };
        return new([.. parts[0].Replies.Take(greeting)], [first, .. parts.Skip(1)]);
    }

    private static IEnumerable<(bool IsRequest, string Text)> Lines(string name)
    {
        foreach (var line in File.ReadLines(Path.Combine(Here(), "recorded", name + ".jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            yield return (json.RootElement.GetProperty("dir").GetString() == ">", json.RootElement.GetProperty("line").GetString()!);
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>An order of the client, its id in the recording, and what PHD2 said until the next.</summary>
internal sealed record Phd2Part(string Method, long Id, IReadOnlyList<string> Replies);
