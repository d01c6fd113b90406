using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

/// <summary>Rounds of several frames, as the planner gives them.</summary>
public class RoundFramesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Kind Lum = Rig.Kind("Lum", "L", 300, ("a", Rig.Variant("L", 60)), ("b", Rig.Variant("L", 120)), ("c", Rig.Variant("L", 180)));
    private static readonly Pacing Packed = new(RoundMode.Packed, null, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10));

    [Fact]
    public void Packed_gives_four_unlike_cameras_365_seconds()
    {
        var round = Round(Packed, 100);
        Assert.Equal(365 * Second, round.Window);
        Assert.Equal([6, 3, 2, 1], round.Slots.Select(s => s.Frames));
    }

    [Theory]
    [InlineData(null, 4, 2, 1, 1)]
    [InlineData("c", 2, 1, 1, 0)]
    [InlineData("elsewhere", 4, 2, 1, 1)]
    public void Loose_fits_the_others_into_the_leads_exposure(string? lead, params int[] frames)
    {
        var round = Round(Packed with { Mode = RoundMode.Loose, Lead = lead }, 100);
        Assert.Equal(frames.Where(f => f > 0), round.Slots.Select(s => s.Frames));
        Assert.Equal((lead == "c" ? 180 : 300) * Second, round.Window);
    }

    [Fact]
    public void Strict_gives_one_each_however_much_would_fit()
    {
        var round = Round(Pacing.Strict, 100);
        Assert.Equal([1, 1, 1, 1], round.Slots.Select(s => s.Frames));
        Assert.Equal(300 * Second, round.Window);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(11)]
    public void Never_more_is_given_than_remains(int desired)
    {
        foreach (var mode in Enum.GetValues<RoundMode>())
        {
            var round = Round(Packed with { Mode = mode }, desired);
            Assert.InRange(round.Slots.Sum(s => s.Frames), 1, desired);
            Assert.All(round.Slots, s => Assert.InRange(s.Frames, 1, desired));
        }
    }

    [Fact]
    public void A_camera_that_was_never_read_out_takes_one_frame()
    {
        var round = Round(Packed, 100, c => c with { Readout = null });
        Assert.All(round.Slots, s => Assert.Equal(1, s.Frames));
    }

    [Fact]
    public void No_exposure_goes_on_beyond_the_end_of_the_night()
    {
        var ends = Rig.Midnight.AddSeconds(320);
        var round = Round(Packed, 100, ends: ends);
        Assert.All(round.Slots, s => Assert.Equal(ends, s.Until));
        Assert.Equal([5, 2, 1, 1], round.Slots.Select(s => s.Frames));
    }

    [Fact]
    public void The_moon_permits_the_end_of_the_last_frame_as_it_does_the_first()
    {
        var shy = new Kind("Lum", Rig.Variant("L", 60) with { Moon = new() { MoonDown = true } }, new Dictionary<string, KindVariant>());
        var target = Rig.Target("M 31", Rig.M31, Rig.Plan(shy, 100));
        var evening = new DateTimeOffset(2025, 11, 9, 21, 30, 0, TimeSpan.Zero); // the moon rises about half past ten
        var given = new HashSet<int>();
        for (var now = evening; Planner.Next(At(now)) is RoundDecision round; now += TimeSpan.FromMinutes(1))
        {
            given.Add(round.Slots[0].Frames);
            Assert.True(round.Slots[0].Frames == 1 || Planner.Next(At(now + round.Window)) is RoundDecision, $"{now:HH:mm}: {round.Window}");
        }
        Assert.Superset(Enumerable.Range(1, 9).ToHashSet(), given);

        PlanningInput At(DateTimeOffset now) => Input(Packed, 100) with { Now = now, Targets = [target], Cameras = [new("a", "a", ["L"], Second)] };
    }

    [Fact]
    public void An_exposure_longer_than_the_longest_window_is_still_taken()
    {
        var round = Round(Packed with { WindowAtMost = TimeSpan.FromSeconds(100) }, 100);
        Assert.Equal(300 * Second, round.Window);
        Assert.Equal([1, 1, 1, 1], round.Slots.Select(s => s.Frames));
    }

    [Fact]
    public void A_preview_counts_all_frames_of_a_round()
    {
        var preview = Preview.Of(Input(Packed, 24) with { Ends = Rig.Midnight.AddHours(2) });
        Assert.Equal(24, preview.Blocks.Sum(b => b.Cameras.Sum(c => c.Count)));
        Assert.True(preview.Blocks[^1].Until - preview.Blocks[0].From < TimeSpan.FromMinutes(20));
    }

    private static RoundDecision Round(Pacing pacing, int desired, Func<CameraToPlan, CameraToPlan>? change = null, DateTimeOffset? ends = null)
    {
        var input = Input(pacing, desired) with { Ends = ends };
        return Assert.IsType<RoundDecision>(Planner.Next(input with { Cameras = [.. input.Cameras.Select(change ?? (c => c))] }));
    }

    private static PlanningInput Input(Pacing pacing, int desired) =>
        Rig.Input(Rig.Midnight, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum, desired)) with { MinimumTime = TimeSpan.FromMinutes(5) }) with
        {
            Cameras = [.. "abcd".Select(c => new CameraToPlan($"{c}", $"{c}", ["L"], Second))],
            Pacing = pacing,
        };
}
