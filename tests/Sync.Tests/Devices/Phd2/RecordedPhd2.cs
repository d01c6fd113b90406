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
        ["get_calibration_data"] = new { calibrated = true, xAngle = -166.2, yAngle = 106.1, declination = 57123.9 },
    };

    /// <summary>Is told of each method before it is answered.</summary>
    public Action<string> Heeds { get; set; } = _ => { };

    protected override IReadOnlyList<string> Greeting => session.Greeting;

    /// <summary>Says what followed an order that this client never gives.</summary>
    public void Skip() => Say(session.Parts[next++].Replies.Where(r => !r.Contains("\"id\"", StringComparison.Ordinal)));

    protected override void Answer(string method, long id, JsonElement parameters)
    {
        Heeds(method);
        if (Knows.TryGetValue(method, out var known))
            Say(Result(id, known));
        else if (next < session.Parts.Count && session.Parts[next].Method == method)
            Say(Session(session.Parts[next++], id));
    }

    private static IEnumerable<string> Session(Phd2Part part, long id) => part.Replies.Select(r => r.Replace($"\"id\":{part.Id}", $"\"id\":{id}"));
}
