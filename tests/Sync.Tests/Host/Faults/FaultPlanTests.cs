using Sync.Devices.Rig;
using Sync.Host.Faults;

namespace Sync.Tests.Host.Faults;

public class FaultPlanTests
{
    private static readonly DateTimeOffset Begins = new(2026, 11, 9, 20, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ends = Begins.AddHours(10);

    [Fact]
    public void The_same_seed_gives_the_same_faults_at_the_same_instants() => Assert.Equal(Draw(7), Draw(7));

    [Fact]
    public void Another_seed_gives_others() => Assert.NotEqual(Draw(7), Draw(8));

    [Fact]
    public void A_long_night_has_every_kind_and_befalls_everybody()
    {
        var faults = Enumerable.Range(1, 5).SelectMany(Draw).ToList();
        Assert.Equal(Enum.GetValues<FaultKind>(), faults.Select(f => f.Kind).Distinct().Order());
        string[] everybody = ["scheduler", "dither", "grader", "camera-esprit", "camera-newton", "broker", "weather", "esprit", "redcat.wheel", "rig.mount", "rig.guider"];
        Assert.All(everybody, who => Assert.Contains(faults, f => f.Who == who));
    }

    [Fact]
    public void All_is_well_at_the_end_and_nobody_has_two_faults_at_once()
    {
        var faults = Draw(3);
        Assert.All(faults, f => Assert.True(f.At > Begins && f.Until < Ends));
        Assert.All(faults.GroupBy(f => f.Who), g => Assert.All(g.Zip(g.Skip(1)), pair => Assert.True(pair.First.Until < pair.Second.At)));
    }

    private static IReadOnlyList<Fault> Draw(int seed) => FaultPlan.Draw(seed, Begins, Ends, DemoRig.Of(3));
}
