using Sync.Contracts;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither;

/// <summary>Guiding that does not settle, and what is tried then.</summary>
public sealed class GuidingTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Without_a_remedy_the_move_has_failed_at_once()
    {
        await using var host = await DitherHost.Start(scratch, g => g.Failures["Dither"] = "lost the star");
        await host.Tell(DitherHost.Dither(1, 1, []));
        Assert.Equal("scripted guider: lost the star", (await host.Probe.Hears<MoveFailed>()).Reason);
        Assert.Equal(["dither 8 0"], host.Did);
    }

    [Fact]
    public async Task A_smaller_dither_takes_back_half_of_it()
    {
        await using var host = await DitherHost.Start(scratch, g => g.FailuresOnce["Dither"] = "timed out");
        await host.Tell(DitherHost.Dither(1, 1, GuidingRemedy.SmallerDither, GuidingRemedy.RestartGuiding));
        await host.Settles();
        var settled = await host.Probe.Hears<SkySettled>();
        Assert.Equal(["dither 8 0", "dither -4 0"], host.Did);
        Assert.Equal((4, 2, null), (settled.ShiftArcseconds, settled.ShiftPixels, settled.Unsettled));
        Assert.False(settled.Restarted);
    }

    [Fact]
    public async Task Remedies_are_tried_in_their_order_until_one_helps()
    {
        await using var host = await DitherHost.Start(scratch, g => g.Failures["Dither"] = "lost the star");
        await host.Tell(DitherHost.Dither(1, 1, GuidingRemedy.SmallerDither, GuidingRemedy.RestartGuiding, GuidingRemedy.GoOn));
        await host.Settles();
        var settled = await host.Probe.Hears<SkySettled>();
        Assert.Equal(["dither 8 0", "dither -4 0", "guide"], host.Did);
        Assert.Equal((8, null), (settled.ShiftArcseconds, settled.Unsettled));
        Assert.True(settled.Restarted);
    }

    [Fact]
    public async Task Told_to_go_on_it_says_why_it_has_not_settled()
    {
        await using var host = await DitherHost.Start(scratch, g => (g.Failures["Dither"], g.Failures["Start"]) = ("lost the star", "no star"));
        await host.Tell(DitherHost.Dither(1, 1, GuidingRemedy.RestartGuiding, GuidingRemedy.GoOn));
        var settled = await host.Probe.Hears<SkySettled>();
        Assert.Contains("lost the star", settled.Unsettled);
        Assert.Contains("no star", settled.Unsettled);
        Assert.Null(settled.Settling);
    }

    [Fact]
    public async Task A_slew_goes_on_without_a_guider_that_is_gone_where_it_was_told_to()
    {
        await using var host = await DitherHost.Start(scratch, g => g.Failures["Connect"] = "connection refused");
        await host.Tell(DitherHost.Slew(1));
        Assert.Contains("connection refused", (await host.Probe.Hears<MoveFailed>()).Reason);
        Assert.Empty(host.Did);
        await host.Tell(DitherHost.Slew(2, GuidingRemedy.GoOn));
        Assert.Contains("connection refused", (await host.Probe.Hears<SkySettled>()).Unsettled);
        Assert.Equal(["slew 0.7"], host.Did);
    }

    [Fact]
    public async Task A_star_that_is_not_found_after_a_slew_is_looked_for_again()
    {
        await using var host = await DitherHost.Start(scratch, g => g.FailuresOnce["Start"] = "no star");
        await host.Tell(DitherHost.Slew(1, GuidingRemedy.SmallerDither, GuidingRemedy.RestartGuiding));
        await host.Settles();
        Assert.Null((await host.Probe.Hears<SkySettled>()).Unsettled);
        Assert.Equal(["stop guiding", "slew 0.7", "guide", "guide"], host.Did);
    }

    [Fact]
    public async Task A_remedy_that_could_last_longer_than_the_move_may_is_not_begun()
    {
        var restart = GuidingRemedy.RestartGuiding;
        await using var host = await DitherHost.Start(scratch, g => g.SettlesAfter = TimeSpan.FromDays(1));
        await host.Tell(DitherHost.Dither(1, 1, restart, restart, restart, restart));
        foreach (var seconds in new[] { 49, 229, 229 }) // 11 min would be over within the next
        {
            await host.Time.Awaited(host.Guider.SettlesAfter);
            host.Time.Advance(TimeSpan.FromSeconds(seconds));
        }
        Assert.Contains("its limit of 229 s", (await host.Probe.Hears<MoveFailed>()).Reason);
        Assert.Equal(["dither 8 0", "guide", "guide"], host.Did);
    }
}
