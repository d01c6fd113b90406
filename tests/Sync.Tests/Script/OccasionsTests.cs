using Sync.Script;

namespace Sync.Tests.Script;

public class OccasionsTests
{
    private static readonly Guid M31 = Guid.NewGuid();
    private static readonly Guid M33 = Guid.NewGuid();

    [Fact]
    public void The_first_target_is_announced_once()
    {
        var (due, then) = Before(new(), M31);
        Assert.Equal([Occasion.BeforeTarget], due);
        Assert.Empty(Before(then, M31).Due);
    }

    [Fact]
    public void Another_target_comes_behind_the_end_of_the_one_before() => Assert.Equal(
        [Occasion.AfterEachTarget, Occasion.AfterTarget, Occasion.BeforeTarget], Before(On(M31), M33).Due);

    [Fact]
    public void A_target_that_is_complete_is_said_to_be() => Assert.Equal(
        [Occasion.AfterEachTarget, Occasion.AfterTarget, Occasion.AfterTargetComplete, Occasion.BeforeTarget], Before(On(M31), M33, M31).Due);

    [Fact]
    public void A_wait_for_the_same_target_leaves_it_and_comes_back_without_a_new_beginning()
    {
        var (due, waiting) = Wait(On(M31));
        Assert.Equal([Occasion.AfterEachTarget, Occasion.BeforeWait], due);
        Assert.Empty(Wait(waiting).Due);
        Assert.Equal([Occasion.AfterWait], Before(waiting, M31).Due);
    }

    [Fact]
    public void A_wait_before_another_target_ends_the_visit_behind_it() => Assert.Equal(
        [Occasion.AfterWait, Occasion.AfterTarget, Occasion.BeforeTarget], Before(Wait(On(M31)).Then, M33).Due);

    [Fact]
    public void The_end_of_the_night_ends_what_is_under_way()
    {
        var (due, then) = Occasions.Before(On(M31), new(null, Ends: true), _ => false);
        Assert.Equal([Occasion.AfterEachTarget, Occasion.AfterTarget], due.Select(d => d.Occasion));
        Assert.All(due, d => Assert.Equal(M31, d.Target));
        Assert.Empty(Occasions.Before(then, new(null, Ends: true), _ => false).Due);
    }

    [Fact]
    public void Stages_are_the_rigs_steps_and_then_the_cameras_together()
    {
        Part[] Own(string camera, int count) => [.. Enumerable.Range(1, count).Select(i => new Part(camera, new CoolStep(-i, default)))];
        var script = new Playbook
        {
            Rig = new Dictionary<Occasion, IReadOnlyList<ScriptStep>> { [Occasion.Prepare] = [new CoolStep(0, default), new NotifyStep("x"), new CoverStep(true)] },
            Cameras = new[] { Own("a", 2), Own("b", 1), Own("gone", 3) }.ToDictionary(
                p => p[0].Camera!, p => (IReadOnlyDictionary<Occasion, IReadOnlyList<ScriptStep>>)new Dictionary<Occasion, IReadOnlyList<ScriptStep>> { [Occasion.Prepare] = [.. p.Select(s => s.Step)] }),
            Covered = new HashSet<string> { "b" },
        };
        var stages = script.At(Occasion.Prepare, ["a", "b"]).Select(s => string.Join(" ", s.Parts.Select(p => $"{p.Camera ?? "rig"}:{p.Step.Verb}")));
        Assert.Equal(["a:cool b:cool", "rig:notify", "b:cover", "a:cool b:cool", "a:cool"], stages);
        Assert.Empty(script.At(Occasion.Finish, ["a", "b"]));
    }

    private static Standing On(Guid target) => new() { StaysOn = target, Visits = target };

    private static (IReadOnlyList<Occasion> Due, Standing Then) Before(Standing standing, Guid target, params Guid[] complete)
    {
        var (due, then) = Occasions.Before(standing, new(target, Ends: false), complete.Contains);
        return ([.. due.Select(d => d.Occasion)], then);
    }

    private static (IReadOnlyList<Occasion> Due, Standing Then) Wait(Standing standing)
    {
        var (due, then) = Occasions.Before(standing, new(null, Ends: false), _ => false);
        return ([.. due.Select(d => d.Occasion)], then);
    }
}
