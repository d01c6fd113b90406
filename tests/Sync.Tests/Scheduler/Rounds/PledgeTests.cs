namespace Sync.Tests.Scheduler.Rounds;

/// <summary>Slots of a minute, whose lease is two; dither stays for five when it is silent.</summary>
public class PledgeTests
{
    [Fact]
    public async Task No_shutter_opens_that_could_be_open_when_dither_parks_and_all_do_as_soon_as_it_answers()
    {
        await using var round = await Silent(240);
        await round.Ready("a");
        await round.Ready("b");
        Assert.Empty(round.Opened);
        round.Stage.Dither.Silent = false;
        await round.Passes(5);
        Assert.Equal(["a", "b"], round.Opened);
    }

    [Fact]
    public async Task While_enough_is_left_dither_may_be_silent()
    {
        await using var round = await Silent(120);
        await round.Ready("a");
        await round.Ready("b");
        Assert.Equal(["a", "b"], round.Opened);
    }

    [Fact]
    public async Task An_answer_that_is_asked_for_comes_before_any_time_has_passed()
    {
        await using var round = await Silent(240);
        round.Stage.Dither.Silent = false;
        var now = round.Stage.Time.GetUtcNow();
        await round.Ready("a");
        await round.Ready("b");
        Assert.Equal(["a", "b"], round.Opened);
        Assert.InRange((round.Stage.Time.GetUtcNow() - now).TotalSeconds, 0, 0.01);
    }

    [Fact]
    public async Task A_round_that_dither_never_answers_ends_unopened_and_names_it()
    {
        await using var round = await Silent(240);
        await round.Ready("a");
        await round.Ready("b");
        await round.Passes(61);
        Assert.False(round.Outcome!.Opened);
        Assert.Contains("The dither service was last heard", round.OutcomeOf("a").Reason, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], round.Aborted);
    }

    [Fact]
    public async Task Nothing_opens_onto_a_mount_that_has_parked_itself()
    {
        await using var round = await Silent(0);
        (round.Stage.Dither.Silent, round.Stage.Dither.HasParked) = (false, true);
        await round.Passes(31);
        await round.Ready("a");
        await round.Ready("b");
        await round.Passes(20);
        Assert.Empty(round.Opened);
    }

    [Fact]
    public async Task A_round_that_is_too_long_for_dithers_setting_ends_at_once_and_says_which()
    {
        await using var round = await RoundStage.Of(skyIsReady: false, 60, 60);
        round.Stage.Dither.StaysFor = TimeSpan.FromMinutes(1);
        await round.Passes(31);
        await round.Sky();
        await round.Ready("a");
        await round.Ready("b");
        Assert.False(round.Outcome!.Opened);
        Assert.Contains("Watchdog:After", round.OutcomeOf("b").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_comes_late_is_let_in_when_dither_has_answered()
    {
        await using var round = await RoundStage.Of(skyIsReady: true, 60, 300);
        await round.Ready("b");
        await round.Passes(61); // a is not worth more
        Assert.Equal(["b"], round.Opened);
        round.Stage.Dither.StaysFor = TimeSpan.FromMinutes(1);
        await round.Passes(31);
        await round.Ready("a");
        Assert.Equal(["b"], round.Opened);
        round.Stage.Dither.StaysFor = TimeSpan.FromHours(1);
        await round.Passes(6);
        await round.Ready("a", number: 2);
        Assert.Equal(["a", "b"], round.Opened);
    }

    /// <returns>a round whose sky has been still for so long while nothing was heard of dither</returns>
    private static async Task<RoundStage> Silent(double seconds)
    {
        var round = await RoundStage.Of(skyIsReady: false, 60, 60);
        round.Stage.Dither.StaysFor = TimeSpan.FromMinutes(5);
        await round.Passes(30 - round.Stage.Time.GetUtcNow().Subtract(RoundStage.Begins).TotalSeconds + 1);
        round.Stage.Dither.Silent = true;
        await round.Sky();
        await round.Passes(seconds);
        return round;
    }
}
