using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Checks;
using Sync.Host.Commands;
using Sync.Host.Reports;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host;

[Collection("The program")]
public sealed class CheckCommandTests : IDisposable
{
    private readonly ScratchDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_simulated_rig_is_ready()
    {
        var (code, items, isReady) = await Check("--cameras", "2");
        Assert.Equal(CommandLine.Done, code);
        Assert.True(isReady);
        Assert.Equal(["this machine", "scheduler", "dither", "grader", "camera esprit", "camera redcat"], items.Select(i => i.Where).Distinct());
        Assert.DoesNotContain(items, i => i.Outcome == "bad");
    }

    [Fact]
    public async Task A_camera_whose_driver_is_not_there_is_told_and_the_others_too()
    {
        var rig = Path.Combine(folder.Path, "rig.json");
        var demo = DemoRig.Of(2);
        File.WriteAllText(rig, RigFile.Write(demo with
        {
            Cameras = [demo.Cameras[0] with { Driver = "indi", Device = "CCD", Address = "127.0.0.1:1", Wheel = null }, demo.Cameras[1]],
        }));
        var (code, items, isReady) = await Check("--rig", rig);
        Assert.Equal(CommandLine.Failed, code);
        Assert.False(isReady);
        var bad = Assert.Single(items, i => i.Outcome == "bad");
        Assert.Equal(("camera esprit", "camera"), (bad.Where, bad.Subject));
        Assert.Contains(items, i => i.Where == "camera redcat" && i.Subject == "camera" && i.Outcome == "good");
    }

    [Fact]
    public async Task An_Alpaca_device_that_does_not_answer_is_looked_for()
    {
        var rig = Path.Combine(folder.Path, "rig.json");
        var demo = DemoRig.Of(1);
        File.WriteAllText(rig, RigFile.Write(demo with
        {
            Cameras = [demo.Cameras[0] with { Driver = "alpaca", Device = "id-1", Address = "127.0.0.1:1", Wheel = null }],
        }));
        var order = new CheckOrder { Directory = folder.Path, Configuration = new ConfigurationBuilder().Build(), RigFile = rig, Cameras = 1, Networks = [] };
        var completed = await EmbeddedCheck.Run(order, default);
        var found = Assert.Single(completed.Items, i => i.Subject == "alpaca");
        Assert.Equal(CheckOutcome.Warning, found.Outcome);
        Assert.StartsWith("camera esprit (id-1) is not at 127.0.0.1:1, and no Alpaca server answers discovery", found.Finding);
        Assert.False(completed.IsReady);
    }

    [Fact]
    public async Task A_night_that_has_not_ended_is_not_disturbed()
    {
        await Check();
        using (var connection = new SqliteConnection($"Data Source={folder.Path}/sync.db;Pooling=False"))
            connection.Execute("insert into night (id, version, state, body, created) values (@id, 1, 'Imaging', '{}', 0)", new { id = Guid.NewGuid().ToString("N") });
        Directory.CreateDirectory(Path.Combine(folder.Path, "world"));
        var (code, items, _) = await Check();
        Assert.Equal(CommandLine.Failed, code);
        Assert.StartsWith("A night in ", Assert.Single(items, i => i.Outcome == "bad").Finding);
        Assert.DoesNotContain(items, i => i.Where.StartsWith("camera", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_told() =>
        Assert.Contains("was not reached: Connection refused", (await Unreached(port: 1)).Finding);

    [Fact]
    public async Task A_broker_that_refuses_the_operator_is_told()
    {
        using var broker = new RefusingBroker();
        Assert.Contains("refused the login of operator", (await Unreached(broker.Port)).Finding);
    }

    [Fact]
    public void The_last_line_is_the_verdict()
    {
        var text = Text(CheckOutcome.Good, CheckOutcome.Warning);
        Assert.Equal("Ready for the night.", text[^1]);
        Assert.Equal(["grader", "  ✓  frames  What was found.", "  !  frames  What was found."], text[..^1]);
        Assert.Equal("Not ready: 2 problems.", Text(CheckOutcome.Bad, CheckOutcome.Bad)[^1]);
        Assert.Equal("Not ready: 1 problem.", Text(CheckOutcome.Bad)[^1]);
    }

    private async Task<Item> Unreached(int port)
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__Broker", $"amqp://operator:secret@127.0.0.1:{port}");
        try
        {
            var (code, items, _) = await Check();
            Assert.Equal(CommandLine.Failed, code);
            var bad = Assert.Single(items);
            Assert.Equal(("this machine", "broker"), (bad.Where, bad.Subject));
            Assert.DoesNotContain("secret", bad.Finding);
            return bad;
        }
        finally
        {
            Environment.SetEnvironmentVariable("ConnectionStrings__Broker", null);
        }
    }

    private static List<string> Text(params CheckOutcome[] outcomes)
    {
        using var text = new StringWriter();
        var console = CheckText.Console(text, isFile: true);
        console.Profile.Capabilities.Unicode = true;
        CheckText.Write(console, new CheckCompleted
        {
            CheckId = Guid.Empty, At = default, IsReady = !outcomes.Contains(CheckOutcome.Bad),
            Items = [.. outcomes.Select(o => new CheckItem { Where = "grader", Subject = "frames", Outcome = o, Finding = "What was found." })],
        });
        return [.. text.ToString().TrimEnd().Split('\n').Select(l => l.TrimEnd())];
    }

    private async Task<(int Code, IReadOnlyList<Item> Items, bool IsReady)> Check(params string[] arguments)
    {
        var (code, said, _) = await Spoken.By(["check", "--json", "--data", folder.Path, .. arguments]);
        var told = JsonSerializer.Deserialize<Told>(said, JsonSerializerOptions.Web)!;
        return (code, told.Items, told.IsReady);
    }

    private sealed record Told(DateTimeOffset At, bool IsReady, IReadOnlyList<Item> Items);

    private sealed record Item(string Where, string Subject, string Outcome, string Finding);
}
