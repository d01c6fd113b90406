using Sync.Contracts;
using Sync.Scheduler.Nights;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>What the night does about guiding that does not settle.</summary>
public class GuidingTests
{
    private static readonly Dictionary<string, string?> GoesOn = new() { ["Guiding:WhenUnsettled"] = "restart, goOn", ["Guiding:GoOnAtMost"] = "2" };

    [Fact]
    public async Task Every_move_that_ends_with_guiding_is_told_the_remedies()
    {
        await using var night = await NightStage.Imaging(settings: new() { ["Guiding:WhenUnsettled"] = "smaller,Restart" });
        await Takes(night);
        GuidingRemedy[] remedies = [GuidingRemedy.SmallerDither, GuidingRemedy.RestartGuiding];
        Assert.Equal(remedies, Assert.Single(night.Probe.All<Slew>()).WhenUnsettled);
        Assert.Equal(remedies, Assert.Single(night.Probe.All<Contracts.Dither>()).WhenUnsettled);
    }

    [Fact]
    public async Task A_night_that_goes_on_opens_points_anew_afterwards_and_tells_the_trouble()
    {
        await using var night = await NightStage.Imaging(settings: GoesOn);
        await Takes(night);
        await night.CamerasAreReady();
        await night.Settles(unsettled: "Guiding: lost the star.");
        Assert.Equal("Imaging", await night.State());
        Assert.Equal(4, night.Probe.All<OpenShutters>().Count);
        await Takes(night);
        Assert.Single(night.Probe.All<Contracts.Dither>());
        Assert.Equal([1, 3], night.Probe.All<Slew>().Select(s => s.Epoch));
        Assert.Equal([null, "Guiding: lost the star."], (await night.Record()).Moves.Select(m => m.Reason));
    }

    [Fact]
    public async Task It_goes_on_so_often_in_a_row_and_no_more()
    {
        await using var night = await NightStage.Moving(settings: GoesOn);
        foreach (var _ in new[] { 1, 2 })
        {
            await night.CamerasAreReady();
            await night.Settles(unsettled: "no star");
            await Takes(night);
        }
        bool[] mayGoOn = [true, true, false];
        Assert.Equal(mayGoOn, night.Probe.All<Slew>().Select(s => s.WhenUnsettled.Contains(GuidingRemedy.GoOn)));
        await night.CamerasAreReady();
        await night.Settles();
        await Takes(night);
        Assert.Contains(GuidingRemedy.GoOn, Assert.Single(night.Probe.All<Contracts.Dither>()).WhenUnsettled);
    }

    [Fact]
    public async Task After_so_many_failures_it_pauses_for_the_operator()
    {
        await using var night = await NightStage.Moving(settings: new() { ["Guiding:PauseAfter"] = "2" });
        await night.Fails();
        Assert.Equal("Waiting", await night.State());
        await night.Passes(10.1);
        await night.Fails();
        Assert.Equal("Paused", await night.State());
        Assert.Equal("the operator: 2 moves or rounds have failed in a row, the last one so: The mount is stuck.", (await night.Row()).WaitReason);
        await night.Passes(3600);
        Assert.Equal(2, night.Probe.All<Slew>().Count);
        await night.Resumes();
        Assert.Equal(3, night.Probe.All<Slew>().Count);
        await night.Fails();
        Assert.Equal("Waiting", await night.State());
    }

    [Theory]
    [InlineData("restart, wait", "Guiding:WhenUnsettled has the word wait; allowed are restart, smaller and goOn, with commas between them.")]
    [InlineData("restart,restart,restart,restart,restart,restart", "Guiding:WhenUnsettled has 6 words; allowed are 5 at most.")]
    public void Remedies_that_there_are_not_are_refused(string words, string error) =>
        Assert.Equal(error, Assert.Single(new GuidingOptions { WhenUnsettled = words }.Errors()));

    private static async Task Takes(NightStage night)
    {
        await night.Closes("a");
        await night.Closes("b");
    }
}
