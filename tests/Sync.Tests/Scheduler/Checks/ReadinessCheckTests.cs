using Sync.Contracts;

namespace Sync.Tests.Scheduler.Checks;

/// <summary>What the scheduler makes of the answers before a night.</summary>
public sealed class ReadinessCheckTests
{
    [Fact]
    public async Task All_good_is_ready()
    {
        await using var check = await Asked();
        await check.AllAnswer();
        var completed = await check.Completed();
        Assert.True(completed.IsReady);
        Assert.Equal(["scheduler", "dither", "grader", "camera a", "camera b"], completed.Items.Select(i => i.Where).Distinct());
        Assert.All(completed.Items, i => Assert.Equal(CheckOutcome.Good, i.Outcome));
        Assert.Matches("^[0-9]+ exposures from .* in the night of 2026-11-09: a [0-9]+, b [0-9]+\\.$", Of(completed, "plan").Finding);
    }

    [Fact]
    public async Task It_is_complete_with_the_last_answer_and_not_before()
    {
        await using var check = await Asked();
        await check.Answers(Senders.Dither);
        await check.Answers(Senders.Grader);
        await check.Answers(Senders.Camera("a"));
        await check.Passes(10);
        Assert.False(check.HasCompleted);
        await check.Answers(Senders.Camera("b"));
        Assert.True(check.HasCompleted);
    }

    [Fact]
    public async Task What_is_bad_anywhere_is_not_ready()
    {
        await using var check = await Asked();
        await check.Answers(Senders.Dither);
        await check.Answers(Senders.Grader);
        await check.Answers(Senders.Camera("a"), CheckOutcome.Bad);
        await check.Answers(Senders.Camera("b"), CheckOutcome.Warning);
        var completed = await check.Completed();
        Assert.False(completed.IsReady);
        Assert.Equal("camera a", Assert.Single(completed.Items, i => i.Outcome == CheckOutcome.Bad).Where);
    }

    [Fact]
    public async Task Who_is_silent_is_named_when_the_limit_is_over()
    {
        await using var check = await Asked();
        await check.Answers(Senders.Grader);
        await check.Answers(Senders.Camera("a"));
        await check.Answers(Senders.Camera("b"));
        await check.Passes(44);
        Assert.False(check.HasCompleted);
        await check.Passes(1);
        var completed = await check.Completed();
        Assert.False(completed.IsReady);
        Assert.Equal("dither did not answer within 45 s: see that it runs.", Of(completed, "answer").Finding);
    }

    [Fact]
    public async Task A_camera_that_is_not_heard_of_is_asked_nothing_and_named()
    {
        await using var check = await CheckStage.With();
        await check.Appears("a", "L");
        await check.Asks();
        Assert.DoesNotContain(check.Questions, q => q.Camera == "b");
        await check.Passes(45);
        var silent = (await check.Completed()).Items.Single(i => i.Where == "camera b");
        Assert.Equal("camera b was not heard of within 45 s: is its agent running?", silent.Finding);
    }

    [Fact]
    public async Task A_camera_that_comes_meanwhile_is_asked_then()
    {
        await using var check = await CheckStage.With();
        await check.Appears("a", "L");
        await check.Asks();
        await check.Passes(20);
        await check.Appears("b", "L");
        Assert.Contains(check.Questions, q => q.Camera == "b");
        await check.AllAnswer();
        Assert.True(check.HasCompleted);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_told_where_it_is()
    {
        await using var check = await Asked();
        await check.Answers(Senders.Dither, aheadSeconds: -3);
        await check.Answers(Senders.Grader);
        await check.Answers(Senders.Camera("a"), aheadSeconds: 60);
        await check.Answers(Senders.Camera("b"));
        var completed = await check.Completed();
        var clocks = completed.Items.Where(i => i.Subject == "clock").ToDictionary(i => i.Where);
        Assert.Equal(["camera a", "dither"], clocks.Keys.Order());
        Assert.Equal((CheckOutcome.Warning, CheckOutcome.Bad), (clocks["dither"].Outcome, clocks["camera a"].Outcome));
        Assert.StartsWith("It is 60.0 s ahead of the scheduler's", clocks["camera a"].Finding);
        Assert.Contains("grader, camera b agree", Of(completed, "clocks").Finding);
    }

    [Fact]
    public async Task Nothing_to_expose_is_not_ready()
    {
        await using var check = await Asked(catalogue: false);
        await check.AllAnswer();
        var completed = await check.Completed();
        Assert.Equal(CheckOutcome.Bad, Of(completed, "plan").Outcome);
        Assert.StartsWith("Nothing would be exposed in the night of 2026-11-09: ", Of(completed, "plan").Finding);
        Assert.False(completed.IsReady);
    }

    [Fact]
    public async Task A_camera_without_anything_to_expose_is_a_warning()
    {
        await using var check = await CheckStage.With();
        await check.Appears("a", "L");
        await check.Appears("b", "a filter that no plan wants");
        await check.Asks();
        await check.AllAnswer();
        var completed = await check.Completed();
        Assert.True(completed.IsReady);
        Assert.StartsWith("b has nothing to expose", Assert.Single(completed.Items, i => i.Outcome == CheckOutcome.Warning).Finding);
    }

    [Fact]
    public async Task A_night_begins_with_a_check_that_is_kept_and_shown()
    {
        await using var check = await CheckStage.With();
        await check.Appears("a", "L");
        await check.Appears("b", "L");
        var night = Guid.NewGuid();
        await check.NightBegins(night);
        Assert.Equal("Moving", check.Tonight.Night!.State); // it did not wait
        Assert.Null(check.Tonight.Check);
        await check.AllAnswer();
        Assert.True(check.Tonight.Check!.IsReady);
        Assert.Equal([true], await check.Kept(night));
        Assert.False(check.HasCompleted); // nobody asked
    }

    private static async Task<CheckStage> Asked(bool catalogue = true)
    {
        var check = await CheckStage.With(catalogue);
        await check.Appears("a", "L");
        await check.Appears("b", "L");
        await check.Asks();
        return check;
    }

    private static CheckItem Of(CheckCompleted completed, string subject) => completed.Items.Single(i => i.Subject == subject);
}
