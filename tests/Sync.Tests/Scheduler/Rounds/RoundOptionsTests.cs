using Sync.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Rounds;

public class RoundOptionsTests
{
    private static readonly string[] Rig = ["esprit", "redcat"];

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("redcat")]
    public void A_lead_is_a_camera_of_the_rig_or_none(string? lead) => Assert.Null(new RoundOptions { Lead = lead }.WrongLead(Rig));

    [Fact]
    public void Another_lead_is_refused_with_those_that_there_are() =>
        Assert.Equal("Rounds:Lead is redact; allowed are the cameras of the rig: esprit, redcat.", new RoundOptions { Lead = "redact" }.WrongLead(Rig));

    [Fact]
    public void A_rule_for_late_frames_that_there_is_not_is_refused() =>
        Assert.Equal("Rounds:LateFrames is always; allowed are cost, half and never.", Assert.Single(new RoundOptions { LateFrames = "always" }.Errors()));

    [Fact]
    public async Task A_scheduler_does_not_start_with_a_lead_that_the_rig_has_not()
    {
        using var scratch = new Scratch();
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => SchedulerStage.Start(scratch.Database, RoundStage.Begins, new Dictionary<string, string?> { ["Rounds:Lead"] = "z" }));
        Assert.Equal("Rounds:Lead is z; allowed are the cameras of the rig: a, b.", refused.Message);
    }
}
