namespace Sync.Tests.Integration.Processes;

/// <summary>`sync pause`, `resume` and `stop` as a person on another machine runs them, with the permissions of an operator and no others.</summary>
[Collection("broker")]
public sealed class RequestTests(Broker broker)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_night_is_paused_resumed_and_stopped_and_keeps_every_promise()
    {
        await using var rig = await ProcessRig.Prepare(broker.Logins, speed: 120, night: TimeSpan.FromHours(6));
        rig.StartAll();
        await rig.Until("Shutters are open", Soon, async () => (await rig.Books.NewestRound())?.CurrentState == "Open");

        Assert.Equal((0, "paused"), Short(await rig.Ask("pause", "pause")));
        Assert.Equal("Paused", (await rig.Books.Night())!.CurrentState);
        var rounds = (await rig.Books.Rounds()).Count;
        Assert.Equal((0, "goes on"), Short(await rig.Ask("resume", "resume")));
        Assert.Equal((1, "not paused"), Short(await rig.Ask("resumed", "resume")));
        await rig.Until("It exposes again", Soon, async () => (await rig.Books.NewestRound()) is { CurrentState: "Open" } round && round.Number > rounds);

        Assert.Equal((0, "paused"), Short(await rig.Ask("now", "pause", "--now")));
        Assert.Equal((0, "parked"), Short(await rig.Ask("stop", "stop", "--now")));
        Assert.Equal("The operator aborted it.", (await rig.Books.Night())!.EndReason);
        Assert.Equal((1, "No night"), Short(await rig.Ask("late", "pause")));
        await NightJudge.Check(rig);
    }

    private static (int Code, string Said) Short((int Code, string Output) asked) =>
        (asked.Code, new[] { "not paused", "goes on", "parked.", "No night", "The night is paused" }.FirstOrDefault(asked.Output.Contains) switch
        {
            "The night is paused" => "paused",
            "parked." => "parked",
            { } said => said,
            null => asked.Output,
        });
}
