using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Sync.Contracts;
using Sync.Scheduler.Rounds;
using Sync.Tests.Integration.Processes;

namespace Sync.Tests.Integration.Compose;

/// <summary>The files of deploy as they are, on a Docker daemon. The images must be there: tests/run.sh --compose sees to it.</summary>
[Trait("Needs", "compose")]
public sealed class ComposeTests
{
    private static readonly string[] Services = ["dither", "camera-esprit", "scheduler", "grader", "broker", "camera-redcat"];

    [Fact]
    public async Task A_night_in_containers_keeps_every_promise_and_outlives_them_and_strangers_are_refused()
    {
        await using var rig = await ComposeRig.Prepare(speed: 120, night: TimeSpan.FromMinutes(45));
        await rig.Up();
        await rig.Healthy();
        await NobodyElseIsLetIn(rig);
        await rig.Ends();
        await NightJudge.Check(rig);
        var rounds = await rig.Books.Rounds();
        Assert.InRange(rounds.Count, 5, 60);
        Assert.All(ComposeRig.Cameras, c => Assert.Contains(rounds, r => r.Find(c)?.Phase == CameraPhase.Taken));

        var before = await Kept(rig);
        await rig.Containers.Compose("down");
        Assert.Empty(await rig.Containers.States());
        await rig.Up();
        await rig.Healthy();
        Assert.Equal(before, await Kept(rig));
    }

    [Fact]
    public async Task Each_service_may_be_killed_and_the_night_loses_nothing()
    {
        await using var rig = await ComposeRig.Prepare(speed: 72, night: TimeSpan.FromHours(3));
        await rig.Up();
        var round = await rig.ShuttersOpen(from: 2);
        foreach (var service in Services)
        {
            await rig.Containers.Compose("kill", service);
            await rig.Containers.Compose("up", "-d", "--no-build");
            round = await rig.ShuttersOpen(from: round.Number + 2);
        }
        await rig.Healthy();
        await rig.Ends();
        await NightJudge.Check(rig);
    }

    /// <summary>What the owner would miss: the catalogue with its counts, the frames, the secrets.</summary>
    private static async Task<string> Kept(ComposeRig rig) => string.Join('\n',
    [
        .. await rig.Books.All<string>("select plan_id || ' ' || desired from exposure_plan order by plan_id"),
        .. (await rig.Books.Frames()).Select(f => $"{f.FrameId} {f.Path} {f.State}").Order(),
        .. (await rig.Books.Rounds()).Select(r => $"{r.CorrelationId} {r.Number} {r.CurrentState}"),
        .. rig.Files().Order(),
        .. rig.AllSecrets().Select(s => $"{s.Key} {s.Value}").Order(),
    ]);

    private static async Task NobodyElseIsLetIn(ComposeRig rig)
    {
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => Connect(rig, "scheduler", ""));
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => Connect(rig, "guest", "guest"));
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => Connect(rig, "camera-esprit", rig.Password("camera-redcat")));

        await using var esprit = await Connect(rig, "camera-esprit", rig.Password("camera-esprit"));
        await Speaks(esprit, await OfItsOwn(esprit));
        foreach (var exchange in new[] { $"camera-redcat.{Addresses.Round}", $"scheduler.{Addresses.Dither}", Addresses.Dither, Addresses.Round, "" })
        {
            var refused = await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => Speaks(esprit, exchange));
            Assert.Equal(Constants.AccessRefused, refused.ShutdownReason!.ReplyCode);
        }
    }

    /// <summary>An exchange that it may speak by, and that nobody listens to.</summary>
    private static async Task<string> OfItsOwn(IConnection connection)
    {
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("camera-esprit.nobody", ExchangeType.Fanout, autoDelete: true);
        return "camera-esprit.nobody";
    }

    /// <summary>The broker refuses by closing the channel.</summary>
    private static async Task Speaks(IConnection connection, string exchange)
    {
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync(exchange, Addresses.Dither, mandatory: false, new BasicProperties(), ReadOnlyMemory<byte>.Empty);
    }

    private static Task<IConnection> Connect(ComposeRig rig, string user, string password) =>
        new ConnectionFactory { HostName = "127.0.0.1", Port = rig.BrokerPort, UserName = user, Password = password }.CreateConnectionAsync();
}
