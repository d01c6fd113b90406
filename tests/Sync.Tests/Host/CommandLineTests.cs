using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Devices.Rig;
using Sync.Host.Commands;
using Sync.Tests.CameraAgent;
using Sync.Tests.House;

namespace Sync.Tests.Host;

[Collection("The program")]
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--speed 0", "--speed is 0; allowed is 1 to 10000.")]
    [InlineData("--speed fast", "--speed is fast; allowed is a number.")]
    [InlineData("--cameras 65", "--cameras is 65; allowed is 1 to 64.")]
    [InlineData("--cameras three", "--cameras is three; allowed is a whole number.")]
    [InlineData("rehearse --hours 25", "--hours is 25; allowed is more than 0 up to 24.")]
    [InlineData("rehearse --hours 1 --cameras 0", "--cameras is 0; allowed is 1 to 64.")]
    [InlineData("rehearse", "Option '--hours' is required; see sync rehearse --help.")]
    [InlineData("plan --night 2026-13-01", "--night is 2026-13-01; allowed is a date such as 2026-11-20, from 1950 to 2100.")]
    [InlineData("plan --site pole", "--site is pole; allowed is LATITUDE,LONGITUDE")]
    [InlineData("pause --minutes 0", "--minutes is 0; allowed is more than 0 up to 1440.")]
    [InlineData("resume", "ConnectionStrings:Broker is empty; sync resume needs the broker of the scheduler")]
    [InlineData("nonsense", "Unrecognized command or argument 'nonsense'; see sync --help.")]
    [InlineData("plan --cameras 3 --nonsense", "Unrecognized command or argument '--nonsense'; see sync plan --help.")]
    [InlineData("camera-agent --rig no.json", "Option '--name' is required; see sync camera-agent --help.")]
    [InlineData("scheduler --rig no.json", "The rig file ")]
    public async Task What_is_written_wrongly_is_named_with_what_is_allowed(string arguments, string sentence)
    {
        var (code, _, error) = await Spoken.By(arguments.Split(' '));
        Assert.Equal(CommandLine.Wrong, code);
        Assert.StartsWith(sentence, error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("Fleet__LostAfter", "00:00:01", "Fleet:LostAfter is 00:00:01; it must be at least 6 s")]
    [InlineData("Rounds__Lead", "nobody", "Rounds:Lead is nobody; allowed are the cameras of the rig: esprit, redcat, newton.")]
    [InlineData("Night__PauseAtMost", "soon", "Night__PauseAtMost in the environment is soon; allowed is a duration, [days.]hours:minutes:seconds, such as 00:05:00.")]
    [InlineData("Nigth__DitherArcsecond", "3", "Nigth__DitherArcsecond in the environment is no setting; did you mean Night__DitherArcseconds?")]
    [InlineData("CameraAgent__HeartbeatInterval", "00:00:00", "CameraAgent:HeartbeatInterval is 00:00:00")]
    public async Task A_setting_that_cannot_be_used_is_named(string name, string value, string sentence)
    {
        using var folder = new ScratchDirectory();
        Environment.SetEnvironmentVariable(name, value);
        try
        {
            var (code, _, error) = await Spoken.By("rehearse", "--hours", "1", "--data", folder.Path);
            Assert.Equal(CommandLine.Wrong, code);
            Assert.StartsWith(sentence, error);
            Assert.Single(error.TrimEnd().Split('\n'));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task The_example_of_settings_can_be_used_as_it_is()
    {
        using var folder = new ScratchDirectory();
        var (code, _, error) = await Spoken.By("plan", "--data", folder.Path, "--settings", Path.Combine(Repository.Root, "deploy/config/observatory.example.json"));
        Assert.Equal((CommandLine.Done, ""), (code, error));
    }

    [Fact]
    public async Task A_rehearsal_puts_no_frame_among_those_of_the_sky()
    {
        using var folder = new ScratchDirectory();
        var (settings, lights) = (Path.Combine(folder.Path, "sync.json"), Path.Combine(folder.Path, "lights"));
        File.WriteAllText(settings, $$"""{"CameraAgent": {"FramesDirectory": "{{lights}}"} }""");
        var (code, _, error) = await Spoken.By("rehearse", "--hours", "0.5", "--cameras", "1", "--data", folder.Path, "--settings", settings);
        Assert.Equal((CommandLine.Done, ""), (code, error));
        Assert.True(Directory.Exists(Path.Combine(folder.Path, "rehearsal", "frames")));
        Assert.False(Directory.Exists(lights));
    }

    [Fact]
    public async Task A_page_that_others_could_reach_without_a_password_is_refused()
    {
        using var folder = new ScratchDirectory();
        var settings = Path.Combine(folder.Path, "open.json");
        File.WriteAllText(settings, """{"Web": {"Listen": "http://0.0.0.0:5080"}, "ConnectionStrings": {"Broker": "amqp://a:b@127.0.0.1:1"}}""");
        var rig = Path.Combine(folder.Path, "rig.json");
        File.WriteAllText(rig, RigFile.Write(DemoRig.Of(1)));
        foreach (var command in new[] { "", "scheduler" })
        {
            var (code, _, error) = await Spoken.By([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--data", folder.Path, "--rig", rig, "--settings", settings]);
            Assert.Equal(CommandLine.Wrong, code);
            Assert.StartsWith("Web:Listen is http://0.0.0.0:5080, which other machines can reach", error);
        }
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone()
    {
        using var folder = new ScratchDirectory();
        Assert.Equal(CommandLine.Done, (await Spoken.By("plan", "--data", folder.Path)).Code);
        using (var connection = new SqliteConnection($"Data Source={folder.Path}/sync.db;Pooling=False"))
            connection.Execute("insert into schema_step (room, version, applied) values ('scheduler', 99, 0)");
        var (code, _, error) = await Spoken.By("plan", "--data", folder.Path);
        Assert.Equal(CommandLine.Failed, code);
        Assert.StartsWith("The database has version 99 of the tables of \"scheduler\"", error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Real_devices_do_not_count_simulated_frames()
    {
        using var folder = new ScratchDirectory();
        Assert.Equal(CommandLine.Done, (await Spoken.By("plan", "--data", folder.Path)).Code);
        using (var connection = new SqliteConnection($"Data Source={folder.Path}/sync.db;Pooling=False"))
            connection.Execute("insert into night (id, version, state, body, created) values ('a', 1, 'Ended', '{}', 0)");
        Directory.CreateDirectory(Path.Combine(folder.Path, "world"));
        var rig = Path.Combine(folder.Path, "rig.json");
        File.WriteAllText(rig, RigFile.Write(DemoRig.Of(1) with { Mount = new() { Driver = "indi", Device = "Mount", Address = "127.0.0.1:7624" } }));
        var (code, _, error) = await Spoken.By("--data", folder.Path, "--rig", rig);
        Assert.Equal(CommandLine.Wrong, code);
        Assert.Equal($"--data is {folder.Path}, where simulated nights are kept; real devices need a folder of their own.", error.TrimEnd());
    }

    [Fact]
    public async Task A_database_that_is_none_is_said_to_be_none()
    {
        using var folder = new ScratchDirectory();
        File.WriteAllText(Path.Combine(folder.Path, "sync.db"), new string('x', 4096));
        var (code, _, error) = await Spoken.By("plan", "--data", folder.Path);
        Assert.Equal(CommandLine.Failed, code);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("scheduler")]
    [InlineData("dither")]
    [InlineData("grader")]
    [InlineData("camera-agent")]
    [InlineData("import target-scheduler")]
    [InlineData("plan")]
    [InlineData("check")]
    [InlineData("devices")]
    [InlineData("snap")]
    [InlineData("grade")]
    [InlineData("rehearse")]
    [InlineData("trace")]
    public async Task Help_ends_with_an_example(string command)
    {
        var (code, output, _) = await Spoken.By([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(CommandLine.Done, code);
        var example = output.TrimEnd().Split('\n')[^1].Trim();
        Assert.Contains($"sync {command}".Trim(), example);
        Assert.Equal("Example:", output.TrimEnd().Split('\n')[^2].Trim());
    }
}
