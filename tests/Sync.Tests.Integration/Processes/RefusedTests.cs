using System.Diagnostics;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Nights;

namespace Sync.Tests.Integration.Processes;

/// <summary>What the roles themselves refuse, and what they say of a broker that refuses them.</summary>
public sealed class RefusedTests : IClassFixture<GuardedBroker>, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly string folder = Directory.CreateTempSubdirectory("sync-refused-").FullName;
    private readonly RabbitNode node;

    public RefusedTests(GuardedBroker broker)
    {
        node = broker.Node;
        File.WriteAllText(RigJson, RigFile.Write(DemoRig.Of(2)));
    }

    private string RigJson => Path.Combine(folder, "rig.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_an_agent_says_for_another_or_for_the_scheduler_is_refused_and_changes_nothing()
    {
        using var scheduler = Start("scheduler", [], node.Logins.Of(Senders.Scheduler));
        await using var administrator = await Stranger.As(node.Logins.Administrator);
        await using var agent = await Stranger.As(node.Logins.Of(Senders.Camera("esprit")));
        var (round, fleet) = ($"{Senders.Camera("esprit")}.{Addresses.Round}", $"{Senders.Camera("esprit")}.{Addresses.Fleet}");
        await Watch.Until("The scheduler listens", Soon, () => Said(agent, fleet, Heartbeat("esprit")));
        await Watch.Until("To rounds too", Soon, async () => await Exists(administrator, Addresses.Round) && await administrator.Readers(Addresses.Round) == 1);

        await agent.Say(fleet, Heartbeat("redcat"));
        await agent.Say(round, new ShutterClosed
        {
            RoundId = Guid.NewGuid(), Camera = "redcat", Epoch = 1, Frames = 1, Open = TimeSpan.FromSeconds(60), Reason = null,
        });
        await agent.Say(round, new RoundClosed { NightId = Guid.NewGuid(), RoundId = Guid.NewGuid(), Opened = true, Cameras = [] });
        await agent.Say(round, "no JSON at all"u8.ToArray());

        await Watch.Until("Three are refused and kept", Soon, async () =>
            await Waiting(administrator, $"{Addresses.Fleet}_skipped") == 1 && await Waiting(administrator, $"{Addresses.Round}_skipped") == 2);
        await Watch.Until("What is no message is kept", Soon, async () => await Waiting(administrator, $"{Addresses.Round}_error") == 1);
        await Watch.Until("Its own is read", Soon, () => Task.FromResult(Output(scheduler).Contains("Camera esprit is there", StringComparison.Ordinal)));
        var said = Output(scheduler);
        Assert.DoesNotContain("Camera redcat is there", said);
        Assert.Contains("CameraHeartbeat from camera-esprit was refused", said);
        Assert.Contains("ShutterClosed from camera-esprit was refused", said);
        Assert.Contains("RoundClosed from camera-esprit was refused", said);
        Assert.DoesNotContain("   at ", said);
    }

    [Theory]
    [InlineData("camera-esprit", "guess", "refused the login of camera-esprit")]
    [InlineData("grader", null, "not to camera-esprit")]
    public async Task A_role_that_the_broker_refuses_ends_with_a_sentence(string user, string? password, string sentence)
    {
        var secret = password ?? node.Logins.Password!(user);
        using var agent = Start("camera-agent", ["--name", "esprit"], Bare(node.Logins.Administrator.Scheme, user, node.Logins.Administrator.Port), ("Broker__Password", secret));
        await Watch.Until("It ends", Soon, () => Task.FromResult(!agent.Runs));
        Assert.Equal(2, agent.ExitCode);
        Assert.Contains(sentence, Output(agent));
        Assert.DoesNotContain(secret, Output(agent));
        Assert.DoesNotContain("   at ", Output(agent));
    }

    [Fact]
    public async Task Over_TLS_the_authority_that_is_named_is_trusted_and_no_other()
    {
        var other = Path.Combine(folder, "other");
        using (var making = Process.Start("bash", [RabbitNode.MakeSecrets(), "--to", other, "--tls", "localhost"]))
            await making.WaitForExitAsync();
        var password = ("Broker__Password", node.Logins.Password!("camera-esprit"));

        using var right = Start("camera-agent", ["--name", "esprit"], node.Encrypted, password, ("Broker__Authority", Path.Combine(node.Secrets, "broker-ca.pem")));
        await using var administrator = await Stranger.As(node.Logins.Administrator);
        await Watch.Until("It listens", Soon, async () => await Exists(administrator, Addresses.Camera("esprit")));
        Assert.Equal(0, await right.Stop(Soon));

        foreach (var authority in new[] { Path.Combine(other, "broker-ca.pem"), null })
        {
            using var wrong = authority is null
                ? Start("camera-agent", ["--name", "esprit"], node.Encrypted, password)
                : Start("camera-agent", ["--name", "esprit"], node.Encrypted, password, ("Broker__Authority", authority));
            await Watch.Until("It ends", Soon, () => Task.FromResult(!wrong.Runs));
            Assert.Equal(2, wrong.ExitCode);
            Assert.Contains("is not trusted", Output(wrong));
        }
        using var misnamed = Start("camera-agent", ["--name", "esprit"], new UriBuilder(node.Encrypted) { Host = "127.0.0.1" }.Uri, password, ("Broker__Authority", Path.Combine(node.Secrets, "broker-ca.pem")));
        await Watch.Until("It ends", Soon, () => Task.FromResult(!misnamed.Runs));
        Assert.Contains("is not trusted", Output(misnamed));
    }

    [Fact]
    public async Task A_second_agent_of_one_camera_is_refused_and_one_that_follows_a_killed_one_is_not()
    {
        var redcat = Addresses.Camera("redcat");
        await using var administrator = await Stranger.As(node.Logins.Administrator);
        using var first = Agent();
        await Watch.Until("It listens", Soon, async () => await Exists(administrator, redcat) && await administrator.Readers(redcat) == 1);
        using (var second = Agent())
        {
            await Watch.Until("It ends", Soon, () => Task.FromResult(!second.Runs));
            Assert.Equal(2, second.ExitCode);
            Assert.Contains("An agent of camera redcat runs already", Output(second));
            Assert.DoesNotContain("   at ", Output(second));
        }
        Assert.True(first.Runs);
        await first.Kill();
        using var next = Agent();
        await Watch.Until("It listens", Soon, async () => next.Runs && await administrator.Readers(redcat) == 1);

        Child Agent() => Start("camera-agent", ["--name", "redcat"], node.Logins.Of(Senders.Camera("redcat")));
    }

    [Fact]
    public async Task A_single_frame_is_refused_while_an_agent_has_the_camera_and_taken_when_it_has_gone()
    {
        var (redcat, login) = (Addresses.Camera("redcat"), node.Logins.Of(Senders.Camera("redcat")));
        await using var administrator = await Stranger.As(node.Logins.Administrator);
        using (var agent = Start("camera-agent", ["--name", "redcat"], login))
        {
            await Watch.Until("It listens", Soon, async () => await Exists(administrator, redcat) && await administrator.Readers(redcat) == 1);
            using var refused = Snap();
            await Watch.Until("It ends", Soon, () => Task.FromResult(!refused.Runs));
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("An agent of camera redcat runs already", Output(refused));
            Assert.True(agent.Runs);
            Assert.Equal(0, await agent.Stop(Soon));
        }
        using var taken = Snap();
        await Watch.Until("It ends", Soon, () => Task.FromResult(!taken.Runs));
        Assert.Equal(0, taken.ExitCode);
        Assert.True(File.Exists(Path.Combine(folder, "redcat.fits")));

        Child Snap() => Start("snap", ["--camera", "redcat", "--exposure", "0.1", "--out", Path.Combine(folder, "redcat.fits")], login);
    }

    private static Uri Bare(string scheme, string user, int port) => new($"{scheme}://{user}@127.0.0.1:{port}");

    private static CameraHeartbeat Heartbeat(string camera) => new()
    {
        Camera = camera, Instance = Guid.NewGuid(), Filters = [], Profile = camera, PixelArcseconds = 1, Activity = CameraActivity.SyncWait,
        ExposureEnds = null, Exposure = null, Readout = null, SentAt = TimeProvider.System.GetUtcNow(),
    };

    private Child Start(string role, string[] more, Uri broker, params (string Name, string Value)[] settings)
    {
        var name = Guid.NewGuid().ToString("N");
        return new Child(
            "dotnet", [typeof(NightRun).Assembly.Location, role, .. more, "--rig", RigJson, "--data", Path.Combine(folder, name)], Path.Combine(folder, $"{name}.log"),
            new Dictionary<string, string>(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))) { ["ConnectionStrings__Broker"] = broker.AbsoluteUri });
    }

    private static string Output(Child child) => File.ReadAllText(child.Output);

    private static async Task<bool> Said(Stranger someone, string exchange, object message)
    {
        try
        {
            await someone.Say(exchange, message);
            return true;
        }
        catch (Exception e) when (e is RabbitMQ.Client.Exceptions.PublishException or RabbitMQ.Client.Exceptions.AlreadyClosedException)
        {
            return false; // nobody made the exchange, or listens to it, yet
        }
    }

    private static async Task<bool> Exists(Stranger someone, string queue) => await Waiting(someone, queue) is not null;

    private static async Task<uint?> Waiting(Stranger someone, string queue)
    {
        try
        {
            return await someone.Waiting(queue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return null;
        }
    }
}
