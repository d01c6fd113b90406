namespace Sync.Tests.Integration.Processes;

/// <summary>A night of six processes on RabbitMQ in which nothing goes wrong.</summary>
[Collection("broker")]
public sealed class BrokerNightTests(Broker broker)
{
    [Fact]
    public async Task A_night_of_six_processes_keeps_every_promise()
    {
        await using var rig = await ProcessRig.Prepare(broker.Logins, speed: 120, night: TimeSpan.FromHours(2));
        rig.StartAll();
        await rig.Ends();
        await NightJudge.Check(rig);

        var rounds = await rig.Books.Rounds();
        Assert.InRange(rounds.Count, 15, 80);
        Assert.All(rounds, r => Assert.NotNull(r.OpenedAt));
        Assert.All(rig.Cameras, c => Assert.Contains(rounds, r => r.Cameras.Exists(x => x.Name == c)));
        Assert.All(await rig.StopAll(), role => Assert.Equal(0, role.Value));
    }
}
