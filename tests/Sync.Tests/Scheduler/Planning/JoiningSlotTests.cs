using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

/// <summary>What a camera is given that joins a round.</summary>
public class JoiningSlotTests
{
    private static readonly Kind Long = Rig.Kind("Ha", "Ha", 300);
    private static readonly Kind Short = Rig.Kind("Lum", "L", 60);

    [Theory]
    [InlineData(RoundMode.Strict, 400, "Ha", 1)]
    [InlineData(RoundMode.Strict, 200, "Lum", 1)] // the longer one would not fit
    [InlineData(RoundMode.Loose, 200, "Lum", 3)]
    [InlineData(RoundMode.Packed, 200, "Lum", 3)]
    [InlineData(RoundMode.Packed, 59, null, 0)]
    public void It_takes_the_first_plan_that_fits_and_more_than_one_frame_where_the_mode_permits(RoundMode mode, int window, string? kind, int frames)
    {
        var target = Rig.Target("M 31", Rig.M31, Rig.Plan(Long), Rig.Plan(Short));
        var slot = Planner.Joining(Input(target, mode), TimeSpan.FromSeconds(window));
        Assert.Equal((kind, frames), (slot?.Kind, slot?.Frames ?? 0));
    }

    [Fact]
    public void Never_more_than_remains_nor_beyond_the_end_of_the_night()
    {
        var input = Input(Rig.Target("M 31", Rig.M31, Rig.Plan(Short, 2)), RoundMode.Packed);
        Assert.Equal(2, Planner.Joining(input, TimeSpan.FromMinutes(9))!.Frames);
        Assert.Null(Planner.Joining(input with { Ends = input.Now.AddSeconds(59) }, TimeSpan.FromMinutes(9)));
    }

    [Fact]
    public void Nothing_of_another_target()
    {
        var input = Input(Rig.Target("M 31", Rig.M31, Rig.Plan(Short)), RoundMode.Strict);
        Assert.Null(Planner.Joining(input with { CurrentTargetId = Guid.NewGuid() }, TimeSpan.FromMinutes(9)));
    }

    private static PlanningInput Input(TargetToPlan target, RoundMode mode) => Rig.Input(Rig.Midnight, target) with
    {
        Cameras = [Rig.Esprit with { Readout = TimeSpan.FromSeconds(2) }],
        CurrentTargetId = target.TargetId,
        Pacing = new(mode, null, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10)),
    };
}
