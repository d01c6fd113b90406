using Sync.Astro.Coordinates;
using Sync.Contracts;
using Sync.Dither.Moves;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither;

/// <summary>A slew to 0.7 h, 41° of a mount that looks beside it, as a camera has seen.</summary>
public sealed class CentreTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task The_mount_is_told_where_it_looks_and_slews_again()
    {
        await using var host = await DitherHost.Start(scratch);
        await Settles(host);
        Assert.Equal(["stop guiding", "sync 0.7 41.5", "slew 0.7", "guide"], host.Did);
    }

    [Fact]
    public async Task A_slew_that_says_nothing_of_it_tells_the_mount_nothing()
    {
        await using var host = await DitherHost.Start(scratch);
        await Settles(host, DitherHost.Slew(1));
        Assert.Equal(["stop guiding", "slew 0.7", "guide"], host.Did);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "that is too far")]
    public async Task A_mount_that_can_not_be_told_or_refuses_is_sent_as_far_beside_the_target(bool syncs, string? refusal)
    {
        await using var host = await DitherHost.Start(scratch);
        (host.Mount.Syncs, host.Mount.RefusesToSync, host.Mount.Believes) = (syncs, refusal, new(0.7, 41));
        await Settles(host);
        Assert.Equal(3, host.Did.Count);
        Assert.Equal(0.7, host.Mount.SentTo.RightAscensionHours, 6);
        Assert.Equal(40.5, host.Mount.SentTo.DeclinationDegrees, 6);
    }

    [Fact]
    public async Task What_it_is_beside_already_is_added()
    {
        await using var host = await DitherHost.Start(scratch);
        (host.Mount.Syncs, host.Mount.Believes) = (false, new(0.7, 40.5));
        await Settles(host);
        Assert.Equal(40, host.Mount.SentTo.DeclinationDegrees, 6);
    }

    [Fact]
    public async Task A_mount_that_is_elsewhere_by_now_is_neither_told_nor_moved()
    {
        await using var host = await DitherHost.Start(scratch);
        host.Mount.Believes = new(0, 90); // parked
        await host.Tell(Slew());
        var failed = await host.Probe.Hears<MoveFailed>();
        Assert.Equal("scripted mount: is 49.0° from M 31, so what was seen there says nothing of it any more", failed.Reason);
        Assert.Equal(["stop guiding"], host.Did);
    }

    [Theory]
    [InlineData(5, 40)]
    [InlineData(23.99, -70)]
    [InlineData(0, 89.8)]
    public void What_carries_one_place_to_another_carries_those_beside_it_along(double hours, double degrees)
    {
        var (target, looks) = (new Equatorial(hours, degrees), new Equatorial((hours + 0.02) % 24, degrees - 0.2));
        Assert.Equal(0, Sky.SeparationDegrees(target, Aim.Carried(looks, looks, target)), 9);
        var aim = Aim.Carried(target, looks, target);
        Assert.Equal(Sky.SeparationDegrees(looks, target), Sky.SeparationDegrees(target, aim), 9);
        Assert.Equal(2 * Sky.SeparationDegrees(looks, target), Sky.SeparationDegrees(looks, aim), 9); // on the far side
        Assert.InRange(aim.RightAscensionHours, 0, 23.999999999);
    }

    private static Slew Slew() => DitherHost.Slew(1) with { Looks = new() { RightAscensionHours = 0.7, DeclinationDegrees = 41.5 } };

    private static async Task Settles(DitherHost host, Slew? slew = null)
    {
        if (host.Mount.Believes == default)
            host.Mount.Believes = new(0.7, 41);
        await host.Tell(slew ?? Slew());
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
    }
}
