using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>What the night does about a round is in that round's trace, and nothing else is.</summary>
public class NightTraceTests
{
    [Fact]
    public async Task A_move_and_what_watches_it_are_in_the_trace_of_the_round_that_they_begin()
    {
        using var traces = new TraceRecorder();
        await using var night = await NightStage.Imaging();
        var first = (await night.Row()).RoundId!.Value;
        await night.Closes("a");
        await night.Closes("b");
        var second = (await night.Row()).RoundId!.Value;
        Assert.Superset(new HashSet<string> { "Slew", "MoveOverdue", "StartRound" }, traces.Messages(first).ToHashSet());
        Assert.DoesNotContain("Dither", traces.Messages(first));
        Assert.Superset(new HashSet<string> { "Dither", "MoveOverdue", "StartRound", "PrepareRound" }, traces.Messages(second).ToHashSet());
        Assert.Empty(traces.Orphans(second));
    }

    [Fact]
    public async Task Timeouts_stay_in_the_trace_of_their_round_through_restarts()
    {
        using var traces = new TraceRecorder();
        await using var night = await NightStage.Moving();
        var round = (await night.Row()).RoundId!.Value;
        await night.Restarts();
        await night.Passes(12 * 60);
        Assert.Equal("Waiting", await night.State());
        var read = traces.OfRound(round).Where(s => s.DisplayName.EndsWith(" process", StringComparison.Ordinal)).Select(s => s.GetTagItem("messaging.masstransit.message_types"));
        Assert.Contains("urn:message:Sync.Scheduler.Nights:MoveOverdue", read);
        Assert.Contains("urn:message:Sync.Scheduler.Rounds:PatienceOver", read);
        Assert.Contains("RoundClosed", traces.Messages(round));
        Assert.Empty(traces.Orphans(round));
    }

    [Fact]
    public async Task So_do_the_timeouts_of_open_shutters()
    {
        using var traces = new TraceRecorder();
        await using var night = await NightStage.Moving();
        var round = (await night.Row()).RoundId!.Value;
        using (TraceRecorder.Within(round))
        {
            await night.CamerasAreReady();
            await night.Settles();
        }
        await night.Restarts();
        await night.Passes(5 * 60); // nothing is heard of the cameras: slots, then leases are over
        var read = traces.OfRound(round).Where(s => s.DisplayName.EndsWith(" process", StringComparison.Ordinal)).Select(s => s.GetTagItem("messaging.masstransit.message_types")).ToList();
        Assert.Contains("urn:message:Sync.Scheduler.Rounds:CloseOverdue", read);
        Assert.Contains("urn:message:Sync.Scheduler.Rounds:LeaseOver", read);
        Assert.Contains("urn:message:Sync.Contracts:RoundClosed", read);
        Assert.Empty(traces.Orphans(round));
    }

    [Fact]
    public async Task The_pause_after_a_failed_round_is_not_in_its_trace()
    {
        using var traces = new TraceRecorder();
        await using var night = await NightStage.Moving();
        var failed = (await night.Row()).RoundId!.Value;
        await night.Fails();
        await night.Passes(10.1);
        var next = (await night.Row()).RoundId!.Value;
        Assert.DoesNotContain("Wake", traces.Messages(failed));
        Assert.DoesNotContain("Wake", traces.Messages(next));
        Assert.Contains("Slew", traces.Messages(next));
        Assert.Single(traces.OfRound(failed), s => s.DisplayName == "begin round");
    }

    [Fact]
    public async Task Parking_is_in_no_rounds_trace()
    {
        using var traces = new TraceRecorder();
        await using var night = await NightStage.Imaging(desired: 2);
        var round = (await night.Row()).RoundId!.Value;
        await night.Closes("a");
        await night.Closes("b");
        Assert.Single(night.Probe.All<Park>());
        Assert.DoesNotContain("Park", traces.Messages(round));
        Assert.Single(traces.OfRound(round), s => s.DisplayName == "outbox send" && s.GetTagItem("messaging.masstransit.message_types") is "urn:message:Sync.Scheduler.Nights:MoveOverdue");
    }

    [Fact]
    public async Task A_round_that_is_stopped_by_a_person_and_a_camera_that_falls_silent_are_told_in_its_trace()
    {
        using var traces = new TraceRecorder();
        await using var night = await NightStage.Imaging();
        var round = (await night.Row()).RoundId!.Value;
        night.FallsSilent("b");
        await night.Passes(15);
        await night.Stops(abort: true);
        Assert.Superset(new HashSet<string> { "CameraLost", "CancelRound", "AbortSlot" }, traces.Messages(round).ToHashSet());
        Assert.Empty(traces.Orphans(round));
    }
}
