using Sync.Contracts;

namespace Sync.Tests.CameraAgent.Steps;

/// <summary>What an agent does for the night's script.</summary>
public sealed class StepTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();
    private readonly ScratchDirectory after = new();

    public void Dispose()
    {
        scratch.Dispose();
        after.Dispose();
    }

    [Fact]
    public async Task Cooling_is_over_when_the_sensor_is_there()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.Sensor = 12);
        var order = Order(new() { Verb = CameraVerb.Cool, Celsius = -15 });
        await host.Tell(order);
        await host.Time.Awaited(TimeSpan.FromSeconds(10));
        Assert.Equal(-15, host.Camera.Coolings[^1]);
        Assert.Empty(host.Probe.All<StepEnded>());
        host.Camera.Sensor = -14.2;
        host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null((await Ended(host, order)).Trouble);
    }

    [Fact]
    public async Task A_sensor_that_never_comes_there_ends_the_step_at_its_limit()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.Sensor = 12);
        var order = Order(new() { Verb = CameraVerb.Cool, Celsius = -15 }, seconds: 7);
        await host.Tell(order);
        await host.Time.Awaited(TimeSpan.FromSeconds(10));
        host.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal("It was not done within 7 s.", (await Ended(host, order)).Trouble);
    }

    [Fact]
    public async Task Warming_goes_step_by_step_and_switches_the_cooler_off_at_the_end()
    {
        await using var host = await AgentHost.Start(scratch, script: c => c.Sensor = -10);
        var order = Order(new() { Verb = CameraVerb.Warm, Over = TimeSpan.FromSeconds(20) });
        await host.Tell(order);
        for (var i = 0; i < 2; i++)
        {
            await host.Time.Awaited(TimeSpan.FromSeconds(10));
            host.Time.Advance(TimeSpan.FromSeconds(10));
        }
        Assert.Null((await Ended(host, order)).Trouble);
        Assert.Equal([-10, 0, 10, null], host.Camera.Coolings.TakeLast(4));
    }

    [Fact]
    public async Task A_step_told_twice_is_done_once_and_answered_again()
    {
        await using var host = await AgentHost.Start(scratch);
        var order = Order(new() { Verb = CameraVerb.Warm });
        await host.Tell(order);
        await Ended(host, order);
        var coolings = host.Camera.Coolings.Count;
        await host.Tell(order);
        await host.HasRead();
        Assert.Equal(coolings, host.Camera.Coolings.Count);
        Assert.Single(host.Probe.All<StepEnded>().Distinct());
    }

    [Fact]
    public async Task A_step_that_comes_when_the_night_has_gone_on_is_not_begun()
    {
        await using var host = await AgentHost.Start(scratch);
        var order = Order(new() { Verb = CameraVerb.Warm });
        host.Time.Advance(TimeSpan.FromSeconds(400));
        await host.Tell(order);
        Assert.Equal("It came 400 s late.", (await Ended(host, order)).Trouble);
        await host.HasRead();
        Assert.DoesNotContain(null, host.Camera.Coolings);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_says_so()
    {
        await using var killed = await AgentHost.Start(scratch, script: c => c.Sensor = 12);
        var order = Order(new() { Verb = CameraVerb.Cool, Celsius = -15 });
        await killed.Tell(order);
        await killed.Time.Awaited(TimeSpan.FromSeconds(10));
        foreach (var file in Directory.EnumerateFiles(scratch, "sync.db*"))
            File.Copy(file, Path.Combine(after, Path.GetFileName(file)));
        await using var next = await AgentHost.Start(after);
        Assert.Equal("The agent was restarted in the middle of it.", (await Ended(next, order)).Trouble);
    }

    [Fact]
    public async Task A_camera_without_a_cover_says_so()
    {
        await using var host = await AgentHost.Start(scratch);
        var order = Order(new() { Verb = CameraVerb.OpenCover });
        await host.Tell(order);
        Assert.Equal("wide has no cover.", (await Ended(host, order)).Trouble);
    }

    [Fact]
    public async Task A_cover_that_was_closed_is_open_before_the_camera_is_ready_again()
    {
        await using var host = await AgentHost.Start(scratch, covered: true);
        var close = Order(new() { Verb = CameraVerb.CloseCover });
        await host.Tell(close);
        await host.Time.Awaited(TimeSpan.FromSeconds(5));
        host.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await Ended(host, close)).Trouble);
        var round = AgentHost.Round();
        await host.Tell(round);
        await host.Time.Awaited(TimeSpan.FromSeconds(5));
        Assert.Empty(host.Probe.All<CameraReady>());
        host.Time.Advance(TimeSpan.FromSeconds(5));
        await host.Probe.Hears<CameraReady>(r => r.RoundId == round.RoundId);
    }

    [Fact]
    public async Task Programs_run_from_the_agents_own_folder_and_from_nowhere_else()
    {
        var programs = Directory.CreateDirectory(Path.Combine(scratch, "programs")).FullName;
        foreach (var (name, code) in new[] { ("good", 0), ("bad", 3) })
        {
            var path = Path.Combine(programs, name);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\nexit {code}\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        await using var host = await AgentHost.Start(scratch, programs: programs);
        Assert.Null(await Ran(host, "good"));
        Assert.Equal("bad ended with exit code 3.", await Ran(host, "bad"));
        Assert.Equal("none is not in CameraAgent:Programs.", await Ran(host, "none"));
        Assert.Equal("'../sync.db' is no name of a file; only those in CameraAgent:Programs may be run.", await Ran(host, "../sync.db"));
        Assert.Equal("'..' is no name of a file; only those in CameraAgent:Programs may be run.", await Ran(host, ".."));
    }

    [Fact]
    public async Task Without_a_folder_no_program_runs()
    {
        await using var host = await AgentHost.Start(scratch);
        Assert.Equal("CameraAgent:Programs is empty; a script runs nothing here that is not in that folder.", await Ran(host, "true"));
    }

    private static async Task<string?> Ran(AgentHost host, string program)
    {
        var order = Order(new() { Verb = CameraVerb.Command, Program = program });
        await host.Tell(order);
        return (await Ended(host, order)).Trouble;
    }

    private static Task<StepEnded> Ended(AgentHost host, RunStep order) => host.Probe.Hears<StepEnded>(s => s.EventId == order.EventId);

    private static RunStep Order(CameraStep step, double seconds = 300) => new()
    {
        EventId = Guid.NewGuid(), Stage = 0, Camera = AgentHost.Name, Step = step, Within = TimeSpan.FromSeconds(seconds), SentAt = new FakeTime().GetUtcNow(),
    };
}
