using System.Text.Json;

namespace Sync.Tests.Devices.Phd2;

/// <summary>
/// Plays PHD2's side of a recorded session: what came after an order comes when the client gives that order, all at once.
/// Questions are answered from <see cref="Knows"/>, other orders are met with silence.
/// </summary>
internal sealed class RecordedPhd2 : Phd2Listener
{
    private readonly Phd2Session session;
    private int next;

    public RecordedPhd2(Phd2Session session)
    {
        this.session = session;
        Listen();
    }

    public RecordedPhd2(string name, int from = 0)
        : this(Phd2Session.Read(name).From(from))
    {
    }

    /// <summary>The answers to questions.</summary>
    public Dictionary<string, object?> Knows { get; } = new()
    {
        ["get_app_state"] = "Guiding",
        ["get_settling"] = false,
        ["get_pixel_scale"] = 1.93373,
        ["get_exposure"] = 1000,
        ["get_connected"] = true,
        ["get_dec_guide_mode"] = "Auto",
        ["get_lock_position"] = new[] { 640.39, 373.3 },
    };

    /// <summary>Lines of the next answer that are kept back until <see cref="Finish"/>; counted from its end.</summary>
    public int KeepsBack { get; init; }

    protected override IReadOnlyList<string> Greeting => session.Greeting;

    /// <summary>Says what was kept back.</summary>
    public void Finish() => Say(session.Parts[next - 1].Replies.TakeLast(KeepsBack));

    /// <summary>Says what followed an order that this client never gives.</summary>
    public void Skip() => Say(session.Parts[next++].Replies.Where(r => !r.Contains("\"id\"", StringComparison.Ordinal)));

    protected override void Answer(string method, long id, JsonElement parameters)
    {
        if (Knows.TryGetValue(method, out var known))
            Say(known is Refused refused ? Refusal(id, 1, refused.Words) : Result(id, known));
        else if (next < session.Parts.Count && session.Parts[next].Method == method)
            Say(session.Parts[next].Replies.SkipLast(KeepsBack).Select(r => r.Replace($"\"id\":{session.Parts[next].Id}", $"\"id\":{id}")));
        else
            return;
        if (known is null)
            next++;
    }

    internal sealed record Refused(string Words);
}
