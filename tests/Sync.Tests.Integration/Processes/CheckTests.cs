using System.Text.Json;

namespace Sync.Tests.Integration.Processes;

/// <summary>`sync check` as a person on another machine runs it, with the permissions of an operator and no others.</summary>
[Collection("broker")]
public sealed class CheckTests(Broker broker)
{
    /// <summary>In real time; heartbeats of a fast night would come once a minute.</summary>
    private static readonly Dictionary<string, string> ByDay = new()
    {
        ["Simulation__Clock"] = "",
        ["CameraAgent__HeartbeatInterval"] = "00:00:03",
        ["Check__AnswerWithin"] = "00:00:10",
    };

    [Fact]
    public async Task The_scheduler_answers_for_all_and_names_who_is_silent()
    {
        await using var rig = await ProcessRig.Prepare(broker.Logins, speed: 1, night: TimeSpan.FromHours(1), ByDay);
        rig.StartAll();
        var (code, all) = await rig.Check("first", until: c => c == 0); // roles take a moment to be there
        Assert.Equal(0, code);
        Assert.Equal(
            ["this machine", "scheduler", "dither", "grader", .. rig.Cameras.Select(c => $"camera {c}")],
            all.Select(i => i.Where).Distinct());
        Assert.Contains(all, i => i is { Where: "this machine", Subject: "broker", Outcome: "good" });
        Assert.Contains(all, i => i is { Where: "scheduler", Subject: "clocks", Outcome: "good" });
        Assert.Contains(all, i => i is { Where: "scheduler", Subject: "broker's clock", Outcome: "good" });

        await rig.Stop(ProcessRig.Grader);
        (code, all) = await rig.Check("second", until: _ => true);
        Assert.Equal(1, code);
        var bad = Assert.Single(all, i => i.Outcome == "bad");
        Assert.Equal(("grader", "grader did not answer within 10 s: see that it runs."), (bad.Where, bad.Finding));
    }
}

/// <summary>A line of what `sync check --json` says.</summary>
internal sealed record Checked(string Where, string Subject, string Outcome, string Finding)
{
    public static IReadOnlyList<Checked> Read(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("items").Deserialize<List<Checked>>(JsonSerializerOptions.Web)!;
}
