using Sync.CameraAgent.Solving;

namespace Sync.Tests.CameraAgent.Solving;

public sealed class SolveRunTests
{
    private static readonly SolvePlan Plan = new(12, 1, 3, HalfTurn: false, new(0, 360, Reversed: false));

    [Theory]
    [InlineData(42, 100, 70)]
    [InlineData(342, 100, 130)]
    [InlineData(222, 100, 250)]
    public void The_rotator_turns_by_what_is_off_the_shorter_way(double angle, double stands, double to) =>
        Assert.Equal(to, Assert.IsType<TurnTo>(Next(Plan, angle, stands)).RotatorDegrees, 1e-9);

    [Fact]
    public void A_reversed_rotator_turns_the_other_way() =>
        Assert.Equal(130, Assert.IsType<TurnTo>(Next(Plan with { Rotator = new(0, 360, Reversed: true) }, 42, 100)).RotatorDegrees, 1e-9);

    [Theory]
    [InlineData(11.1)]
    [InlineData(12.9)]
    public void Near_enough_is_found(double angle) => Assert.IsType<FieldFound>(Next(Plan, angle, 100));

    [Fact]
    public void A_field_turned_by_half_is_the_same_where_that_is_allowed()
    {
        Assert.IsType<FieldFound>(Next(Plan with { HalfTurn = true }, 192.5, 100));
        Assert.Equal(280, Assert.IsType<TurnTo>(Next(Plan, 192, 100)).RotatorDegrees, 1e-9);
        Assert.Equal(110, Assert.IsType<TurnTo>(Next(Plan with { HalfTurn = true }, 182, 100)).RotatorDegrees, 1e-9);
    }

    [Fact]
    public void At_the_end_of_its_way_it_goes_round_the_other()
    {
        Assert.Equal(350, Assert.IsType<TurnTo>(Next(Plan, 42, 20)).RotatorDegrees, 1e-9);
        Assert.Equal(170, Assert.IsType<TurnTo>(Next(Plan with { HalfTurn = true }, 42, 20)).RotatorDegrees, 1e-9);
    }

    [Fact]
    public void An_angle_out_of_reach_is_named_with_the_ends() => Assert.Equal(
        "The field lies at 42.0° where 12.0° is wanted, and the rotator goes from 0° to 90° only.",
        Assert.IsType<Unrotated>(Next(Plan with { Rotator = new(0, 90, Reversed: false) }, 42, 20)).Reason);

    [Fact]
    public void Without_a_rotator_it_is_enough_to_know() => Assert.IsType<FieldFound>(Next(Plan with { Rotator = null }, 90, 0));

    [Fact]
    public void After_the_last_try_it_goes_on_with_what_there_is()
    {
        var (off, dark) = (new SolveTry(20, null), new SolveTry(null, "No stars."));
        Assert.IsType<TryAgain>(SolveRun.Next(Plan, [off, dark], 100));
        Assert.Equal("3 frames were exposed, the last one not solved: No stars.", Assert.IsType<Unrotated>(SolveRun.Next(Plan, [off, dark, dark], 100)).Reason);
        Assert.Equal("3 frames were exposed, and the field lies at 20.0° where 12.0° is wanted.", Assert.IsType<Unrotated>(SolveRun.Next(Plan, [off, dark, off], 100)).Reason);
    }

    private static SolveStep Next(SolvePlan plan, double angle, double stands) => SolveRun.Next(plan, [new(angle, null)], stands);
}
