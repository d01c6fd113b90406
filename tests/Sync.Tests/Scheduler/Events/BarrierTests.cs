using Sync.Contracts;
using Sync.Tests.Scheduler.Nights;

namespace Sync.Tests.Scheduler.Events;

public class BarrierTests
{
    private const string Roof = "rig:\n  prepare:\n    - barrier: roof\n      for: [door, lamp]\n";

    [Fact]
    public async Task A_barrier_opens_when_all_have_come_and_each_is_told_so()
    {
        await using var night = await Begun(Roof);
        var door = await night.Comes("roof", "door");
        Assert.Equal(door, Assert.Single(night.Probe.All<RequestHeard>()).RequestId);
        Assert.Equal("Scripted", await night.State());
        var lamp = await night.Comes("roof", "lamp");
        Assert.Equal(new[] { door, lamp }.Order(), night.Probe.All<RequestGranted>().Select(g => g.RequestId).Order());
        Assert.Equal("Moving", await night.State());
    }

    [Fact]
    public async Task Who_is_absent_after_the_limit_is_named_and_the_others_are_let_go()
    {
        await using var night = await Begun(Roof);
        await night.Comes("roof", "door");
        await night.Passes(301);
        Assert.Equal("The barrier roof is open, though lamp did not come to roof in time.", Assert.Single(night.Probe.All<RequestGranted>()).Sentence);
        Assert.Equal("Moving", await night.State());
        Assert.Equal("barrier: lamp did not come to roof in time.", Assert.Single((await night.Record()).Events).Trouble);
    }

    [Fact]
    public async Task A_program_may_come_before_the_night_and_come_again()
    {
        await using var night = await NightStage.With(["a", "b"], script: Roof);
        await night.Comes("roof", "door");
        await night.Comes("roof", "door");
        await night.Comes("roof", "lamp");
        await night.Begins();
        Assert.Equal("Moving", await night.State());
        Assert.Equal(2, night.Probe.All<RequestGranted>().Count); // the first of the door has been replaced
    }

    [Fact]
    public async Task Another_barrier_opens_nothing()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - barrier: roof\n");
        await night.Comes("floor", "door");
        Assert.Equal("Scripted", await night.State());
        await night.Comes("roof", "anybody");
        Assert.Equal("Moving", await night.State());
    }

    [Fact]
    public async Task A_program_that_came_by_the_page_is_let_go_too()
    {
        await using var night = await Begun("rig:\n  prepare:\n    - barrier: roof\n");
        Assert.Equal("All have come to the barrier roof.", await night.Stage.Door.Come("roof", "door", TimeSpan.FromSeconds(20), CancellationToken.None));
        Assert.Null(await night.Stage.Door.Come("roof", "door", TimeSpan.FromMilliseconds(1), CancellationToken.None));
    }

    [Fact]
    public async Task Names_that_are_none_are_refused()
    {
        await using var night = await Begun(Roof);
        await night.Comes("roof; rm", "door");
        Assert.Single(night.Probe.All<RequestRefused>());
    }

    [Fact]
    public async Task Somebody_is_told_by_the_webhook_and_its_address_by_nobody()
    {
        await using var night = await NightStage.With(
            ["a", "b"], settings: new() { ["Script:Webhook"] = "https://example.org/secret" }, script: "rig:\n  BeforeTarget:\n    - notify: '{event}: {target}'\n");
        await night.Begins();
        Assert.Equal("Moving", await night.State());
        var (to, body) = Assert.Single(night.Stage.Web.Posts);
        Assert.Equal(("https://example.org/secret", """{"text":"BeforeTarget: M 31","content":"BeforeTarget: M 31"}"""), (to.ToString(), body));
    }

    [Fact]
    public async Task A_webhook_that_refuses_is_named_without_its_address()
    {
        await using var night = await NightStage.With(
            ["a", "b"], settings: new() { ["Script:Webhook"] = "https://example.org/secret" }, script: "rig:\n  BeforeTarget:\n    - notify: now\n");
        night.Stage.Web.Answer = System.Net.HttpStatusCode.Forbidden;
        await night.Begins();
        Assert.Equal("notify: The webhook answered 403.", Assert.Single((await night.Record()).Events).Trouble);
        Assert.Equal("Moving", await night.State());
    }

    private static async Task<NightStage> Begun(string script)
    {
        var night = await NightStage.With(["a", "b"], script: script);
        await night.Begins();
        return night;
    }
}
