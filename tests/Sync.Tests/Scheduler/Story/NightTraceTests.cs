using Sync.Contracts;
using Sync.Scheduler.Story;

namespace Sync.Tests.Scheduler.Story;

public class NightTraceTests
{
    private static readonly NightRecord Short = LongNight.Of(rounds: 6, cameras: 2);
    private readonly IReadOnlyList<ToldSpan> told = NightTrace.Of(NightStory.Of(Short));

    private IEnumerable<ToldSpan> Night => told.Where(s => s.TraceId == Traces.TraceOf(Short.Night.CorrelationId));

    [Fact]
    public void The_longest_of_nights_has_three_spans_a_camera_and_round_and_four_a_round()
    {
        const int rounds = 1200, cameras = 4;
        var record = LongNight.Of(rounds, cameras);
        var spans = NightTrace.Of(NightStory.Of(record));
        var night = spans.Where(s => s.TraceId == Traces.TraceOf(record.Night.CorrelationId)).ToList();
        const int aRound = 3 + (3 * cameras); // itself, its dither and how that settled; exposure, download, verdict
        const int besides = 11; // the night, its check, a wait, five targets, two faults and the park
        Assert.Equal((rounds * aRound) + besides, night.Count);
        Assert.Equal(rounds, spans.Count - night.Count);
    }

    [Fact]
    public void All_spans_have_ids_of_their_own_and_every_parent_is_told()
    {
        Assert.Equal(told.Count, told.Select(s => (s.TraceId, s.SpanId)).Distinct().Count());
        var all = told.Select(s => (s.TraceId, s.SpanId)).ToHashSet();
        Assert.All(told, s => Assert.True(s.ParentId is null || all.Contains((s.TraceId, s.ParentId.Value)), s.Name));
        Assert.Equal("night", Assert.Single(Night, s => s.ParentId is null).Name);
        Assert.All(told, s => Assert.True(s.End >= s.Start, s.Name));
    }

    /// <summary>Downloads go on while the next round is under way, and the grader takes its time.</summary>
    [Fact]
    public void All_but_downloads_and_verdicts_lie_within_their_parents()
    {
        var spans = told.ToDictionary(s => (s.TraceId, s.SpanId));
        var lying = told.Where(s => s.ParentId is not null && !s.Name.EndsWith("download", StringComparison.Ordinal) && !s.Name.EndsWith("verdict", StringComparison.Ordinal));
        Assert.All(lying, s => Assert.True(spans[(s.TraceId, s.ParentId!.Value)] is var p && p.Start <= s.Start && s.End <= p.End, s.Name));
    }

    [Fact]
    public void A_round_in_the_night_and_the_root_of_its_own_trace_know_each_other()
    {
        var round = Short.Rounds[2];
        var inNight = Assert.Single(Night, s => s.Name == "round 3");
        var root = Assert.Single(told, s => s.TraceId == Traces.TraceOf(round.CorrelationId));
        Assert.Equal(("round", Traces.OfRound(round.CorrelationId).SpanId, null), (root.Name, root.SpanId, root.ParentId));
        Assert.Equal((root.TraceId, root.SpanId), (Assert.Single(inNight.Links).TraceId, inNight.Links[0].SpanId));
        Assert.Equal((inNight.TraceId, inNight.SpanId), (Assert.Single(root.Links).TraceId, root.Links[0].SpanId));
        Assert.Equal((round.StartedAt, round.ClosedAt!.Value), (root.Start, root.End));
        Assert.Equal(
            ["night.id", "round.number", "round.id", "round.epoch", "target.name", "project.name", "round.cameras"],
            root.Attributes.Select(a => a.Name));
        Assert.Equal("camera 1, camera 2", root.Attributes[^1].Value);
    }

    [Fact]
    public void Spans_bear_the_names_of_the_sky()
    {
        string[] names =
        [
            "night", "check", "wait", "fault", "target 0", "round 1", "dither", "settle", "camera 1 exposure", "camera 1 download", "camera 1 verdict", "park",
        ];
        Assert.All(names, n => Assert.Contains(n, Night.Select(s => s.Name)));
        Assert.All(told, s => Assert.Equal(s.Name == "fault", s.Error is not null));
    }

    [Fact]
    public void Told_again_it_is_the_same() =>
        Assert.Equal(told.Select(s => (s.TraceId, s.SpanId, s.Name)), NightTrace.Of(NightStory.Of(Short)).Select(s => (s.TraceId, s.SpanId, s.Name)));

    [Fact]
    public void What_is_not_over_is_told_later_under_the_id_that_its_children_name()
    {
        Short.Night.EndedAt = null;
        var early = NightTrace.Of(NightStory.Of(Short));
        Short.Night.EndedAt = told.Single(s => s.Name == "night").End;
        Assert.Equal(["night", "target 4"], told.Select(s => s.Name).Except(early.Select(s => s.Name)));
        Assert.Equal(told.Single(s => s.Name == "night").SpanId, early.Single(s => s.Name == "target 0").ParentId);
    }
}
