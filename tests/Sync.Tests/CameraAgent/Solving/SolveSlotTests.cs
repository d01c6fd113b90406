using Sync.Astro.Fits;
using Sync.Contracts;

namespace Sync.Tests.CameraAgent.Solving;

/// <summary>A camera whose target wants 35° finds out under a hold how its field lies.</summary>
public sealed class SolveSlotTests : IDisposable
{
    private static readonly TimeSpan Exposure = TimeSpan.FromSeconds(4);
    private readonly ScratchDirectory scratch = new();
    private readonly ScratchDirectory after = new();
    private readonly ScriptedField field = new();

    public void Dispose()
    {
        scratch.Dispose();
        after.Dispose();
    }

    [Fact]
    public async Task It_turns_the_field_to_the_targets_angle_and_says_so_once()
    {
        await using var host = await Start(angle: 320); // the rotator is at 100: the field at 60
        var round = Round();
        await Begin(host, round);
        var ended = await Ends(host, round);
        Assert.Equal((0, null), ((await host.Closed(round)).Frames, (await host.Closed(round)).Reason));
        Assert.Equal((null, 35.0, 2), (ended.Reason, ended.WantedDegrees, ended.Tries));
        Assert.Equal((35, 60, 2), (ended.AngleDegrees!.Value, ended.OffsetArcseconds!.Value, ended.PixelArcseconds!.Value), new Near());
        Assert.Equal(round.Target.DeclinationDegrees + (60.0 / 3600), (await host.Closed(round)).Field!.DeclinationDegrees, 6);
        Assert.Equal([75.0], field.Turns);
        Assert.False(field.TurnedUnderOpenShutter);
        Assert.Equal(2, host.Camera.Settings!.Binning);
        Assert.All(field.Plates, p => Assert.Equal((AgentHost.Name, 0.7123), (p.Camera, p.Near.RightAscensionHours)));
        await host.Ready(AgentHost.Round(number: 2, night: round.NightId)); // its hands are free again
        Assert.Empty(host.Probe.All<FrameSaved>());
        Assert.Single(host.Probe.All<ShutterClosed>(), c => c.RoundId == round.RoundId);
    }

    [Fact]
    public async Task Frames_of_that_target_say_how_the_field_lies_and_those_of_another_do_not()
    {
        await using var host = await Start(angle: 320);
        var round = Round();
        await Begin(host, round);
        await Ends(host, round);
        await host.Closed(round);
        var next = AgentHost.Round(number: 2, night: round.NightId) with { Target = round.Target };
        Assert.Equal(35, Header(await host.Frame(next)).Number("ROTATANG")!.Value, 0.001);
        Assert.Null(Header(await host.Frame(AgentHost.Round(number: 3, night: round.NightId))).Number("ROTATANG"));
    }

    [Theory]
    [InlineData(SideOfPier.West, 0, 35.0)]
    [InlineData(SideOfPier.East, 0, null)]
    [InlineData(null, 0, null)]
    [InlineData(SideOfPier.West, 3, null)]
    public async Task The_next_process_tells_how_it_lies_only_as_long_as_nothing_has_turned(SideOfPier? side, double turned, double? angle)
    {
        var round = Round();
        await using (var former = await Start(angle: 320))
        {
            await Begin(former, round, SideOfPier.West);
            await Ends(former, round);
            await former.Closed(round);
        }
        await using var next = await Start(angle: 320);
        await field.Turn(field.Degrees + turned, default);
        var header = Header(await next.Frame(AgentHost.Round(number: 2, night: round.NightId) with { Target = round.Target }, side));
        Assert.Equal((angle, side?.ToString()), (header.Number("ROTATANG"), header.Text("PIERSIDE")));
    }

    [Fact]
    public async Task Killed_in_the_middle_the_next_process_closes_says_why_once_and_does_not_know_how_it_lies()
    {
        await using var killed = await Start(angle: 320);
        var round = Round();
        await Begin(killed, round);
        await killed.Time.Awaited(Exposure);
        foreach (var file in Directory.EnumerateFiles(scratch, "sync.db*"))
            File.Copy(file, Path.Combine(after, Path.GetFileName(file)));
        await using (var next = await AgentHost.Start(after, killed.Time, field: field))
        {
            Assert.Equal(0, (await next.Closed(round)).Frames);
            var ended = await next.Probe.Hears<SolveEnded>();
            Assert.Equal((round.RoundId, round.NightId, null, 35.0), (ended.RoundId, ended.NightId, ended.AngleDegrees, ended.WantedDegrees));
            Assert.Contains("restarted", ended.Reason, StringComparison.Ordinal);
            Assert.Null(Header(await next.Frame(AgentHost.Round(number: 2, night: round.NightId) with { Target = round.Target })).Number("ROTATANG"));
        }
        await using var third = await AgentHost.Start(after, field: field);
        await third.HasRead();
        Assert.Empty(third.Probe.All<SolveEnded>());
    }

    [Fact]
    public async Task Without_a_rotator_it_only_tells()
    {
        await using var host = await Start(angle: 20, rotator: false);
        var round = Round();
        await Begin(host, round);
        var ended = await Ends(host, round);
        Assert.Equal((null, 1), (ended.Reason, ended.Tries));
        Assert.Equal(120, ended.AngleDegrees!.Value, 0.001);
        Assert.Empty(field.Turns);
    }

    [Fact]
    public async Task A_frame_that_is_not_solved_is_tried_again_and_at_last_it_goes_on_unrotated()
    {
        await using var host = await Start(angle: 320, tries: 2);
        field.Unsolved.Enqueue("No stars.");
        field.Unsolved.Enqueue("Still no stars.");
        var round = Round();
        await Begin(host, round);
        var ended = await Ends(host, round);
        Assert.Equal(("2 frames were exposed, the last one not solved: Still no stars.", null), (ended.Reason, ended.AngleDegrees));
        Assert.Equal(ended.Reason, (await host.Closed(round)).Reason);
    }

    [Fact]
    public async Task A_rotator_that_sticks_leaves_the_camera_unrotated_and_at_work()
    {
        await using var host = await Start(angle: 320);
        field.Sticks = "it does not turn";
        var round = Round();
        await Begin(host, round);
        var ended = await Ends(host, round);
        Assert.Contains("it does not turn", ended.Reason, StringComparison.Ordinal);
        Assert.Null(ended.AngleDegrees);
        await host.Frame(AgentHost.Round(number: 2, night: round.NightId));
    }

    [Fact]
    public async Task It_ends_with_the_time_that_it_was_given()
    {
        await using var host = await Start(angle: 320, solves: false);
        var round = Round(seconds: 10);
        await Begin(host, round);
        for (var i = 0; i < 2; i++)
        {
            await host.Time.Awaited(Exposure);
            host.Time.Advance(Exposure);
        }
        await host.Time.Awaited(TimeSpan.FromSeconds(2));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("It was not done within the 10 s that it had.", (await host.Closed(round)).Reason);
        Assert.False(host.Camera.IsOpen);
    }

    [Fact]
    public async Task An_abort_closes_the_shutter_before_it_is_said_to_be_closed()
    {
        await using var host = await Start(angle: 320);
        var round = Round();
        await Begin(host, round);
        await host.Time.Awaited(Exposure);
        await host.Tell(new AbortSlot { RoundId = round.RoundId, Epoch = round.Epoch, Camera = AgentHost.Name, Reason = "rain" });
        Assert.Equal((0, "rain"), ((await host.Closed(round)).Frames, (await host.Closed(round)).Reason));
        Assert.False(host.Camera.IsOpen);
        Assert.Equal("rain", (await host.Probe.Hears<SolveEnded>()).Reason);
    }

    [Fact]
    public async Task A_camera_without_a_plate_solver_is_not_ready_to_solve()
    {
        await using var host = await AgentHost.Start(scratch);
        await host.Tell(Round());
        Assert.Contains("no plate solver", (await host.Probe.Hears<CameraNotReady>()).Reason, StringComparison.Ordinal);
        Assert.All(host.Probe.All<CameraHeartbeat>(), h => Assert.Equal((false, false, AgentHost.Description.FocalLengthMillimetres), (h.Solves, h.Centres, h.FocalLengthMillimetres)));
    }

    private async Task<AgentHost> Start(double angle, bool rotator = true, int tries = 5, bool solves = true)
    {
        (field.Angle, field.HasRotator) = (angle, rotator);
        for (var i = 0; !solves && i < 9; i++)
            field.Unsolved.Enqueue("No stars.");
        return await AgentHost.Start(scratch, field: field, more: new() { ["Solve:Tries"] = $"{tries}", ["Solve:Exposure"] = "00:00:04" });
    }

    private static PrepareRound Round(double seconds = 300)
    {
        var round = AgentHost.Round(seconds: seconds, lease: seconds + 60);
        return round with { Slot = round.Slot with { Work = SlotWork.Solve } };
    }

    private static async Task Begin(AgentHost host, PrepareRound round, SideOfPier? side = null) => await host.Open(round, (await host.Ready(round)).Stamp, side: side);

    /// <summary>Each exposure is let end, until all is said.</summary>
    private static async Task<SolveEnded> Ends(AgentHost host, PrepareRound round)
    {
        var ended = host.Probe.Hears<SolveEnded>(e => e.RoundId == round.RoundId);
        while (await Task.WhenAny(host.Time.Awaited(Exposure), ended) != ended)
            host.Time.Advance(Exposure);
        return await ended;
    }

    private static FitsHeader Header(FrameSaved saved)
    {
        using var file = File.OpenRead(saved.Path);
        return FitsReader.ReadHeader(file);
    }

    private sealed class Near : IEqualityComparer<(double, double, double)>
    {
        public bool Equals((double, double, double) x, (double, double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) < 0.01 && Math.Abs(x.Item2 - y.Item2) < 0.01 && Math.Abs(x.Item3 - y.Item3) < 0.01;

        public int GetHashCode((double, double, double) obj) => 0;
    }
}
