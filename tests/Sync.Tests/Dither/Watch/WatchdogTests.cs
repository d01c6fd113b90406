using Microsoft.Extensions.Logging.Abstractions;
using Sync.Contracts;
using Sync.Dither.Moves;
using Sync.Dither.Watch;
using Sync.Ledger;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither.Watch;

public sealed class WatchdogTests : IDisposable
{
    private static readonly TimeSpan After = new WatchdogOptions().After!.Value;
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task When_nothing_is_heard_of_the_scheduler_it_stops_parks_and_tells_the_night()
    {
        await using var host = await Pointed();
        await Passes(host, After - host.Guider.SettlesAfter);
        var told = await host.Probe.Hears<SkyDisturbed>();
        Assert.Equal((DisturbanceKind.ParkedItself, DitherHost.NightId, 1), (told.Kind, told.NightId, told.Epoch));
        Assert.Equal(["stop guiding", "slew 0.7", "guide", "stop guiding", "tracking False", "stop guiding", "park"], host.Did);
        Assert.True((await Says(host)).HasParked);
    }

    [Fact]
    public async Task Each_sign_of_the_scheduler_puts_it_off_by_the_whole_time()
    {
        await using var host = await Pointed();
        host.Time.Advance(After - host.Guider.SettlesAfter - TimeSpan.FromMinutes(1));
        var answer = await Says(host);
        Assert.Equal((After, false), (answer.StaysFor, answer.HasParked));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var left = After - TimeSpan.FromMinutes(1);
        await host.Time.Awaited(left);
        host.Time.Advance(left - TimeSpan.FromTicks(1));
        Assert.DoesNotContain("park", host.Did);
        host.Time.Advance(TimeSpan.FromTicks(1));
        await host.Probe.Hears<SkyDisturbed>();
        Assert.Contains("park", host.Did);
    }

    [Fact]
    public async Task A_mount_that_parked_itself_does_not_dither_and_is_pointed_by_a_slew()
    {
        await using var host = await Pointed();
        await Passes(host, After - host.Guider.SettlesAfter);
        await host.Probe.Hears<SkyDisturbed>();
        await host.Tell(DitherHost.Dither(2));
        Assert.Contains("must be pointed first", (await host.Probe.Hears<MoveFailed>()).Reason, StringComparison.Ordinal);
        var slew = DitherHost.Slew(3);
        await host.Tell(slew);
        await host.Settles();
        await host.Probe.Hears<SkySettled>(s => s.MoveId == slew.MoveId);
        Assert.False((await Says(host)).HasParked);
    }

    [Fact]
    public async Task The_next_process_knows_that_the_mount_has_parked_itself()
    {
        await using (var host = await Pointed())
        {
            await Passes(host, After - host.Guider.SettlesAfter);
            await host.Probe.Hears<SkyDisturbed>();
        }
        await using var next = await DitherHost.Start(scratch);
        await next.Time.Awaited(After); // it has looked
        Assert.True((await Says(next)).HasParked);
    }

    [Fact]
    public async Task A_longer_time_that_was_promised_before_a_restart_is_kept()
    {
        await using (var host = await DitherHost.Start(scratch, settings: new() { ["Watchdog:After"] = "00:40:00" }))
            await host.Time.Awaited(TimeSpan.FromMinutes(40));
        await using var next = await DitherHost.Start(scratch, settings: new() { ["Watchdog:After"] = "00:05:00" });
        await next.Time.Awaited(TimeSpan.FromMinutes(40));
        Assert.Equal(TimeSpan.FromMinutes(5), (await Says(next)).StaysFor);
    }

    [Fact]
    public async Task Where_nothing_was_moved_or_all_is_parked_it_does_nothing()
    {
        await using var host = await DitherHost.Start(scratch);
        await Passes(host, After);
        await host.Time.Awaited(After);
        await host.Tell(new Park { MoveId = Guid.NewGuid(), NightId = DitherHost.NightId, Epoch = 1 });
        await host.Probe.Hears<SkySettled>();
        await Passes(host, After);
        await host.Time.Awaited(After);
        Assert.Single(host.Did, "park");
        Assert.False((await Says(host)).HasParked);
    }

    [Fact]
    public async Task A_sign_that_comes_before_it_knows_what_was_promised_is_answered_when_it_does()
    {
        await using var host = await DitherHost.Start(scratch);
        using var next = new Watchdog(
            new(), new(), host.Get<Conductor>(), host.Get<Store>(), host.Get<Voice>(), host.Time, NullLogger<Watchdog>.Instance);
        var sign = new Sign { Stamp = Guid.NewGuid() };
        await next.Answer(sign);
        await next.StartAsync(CancellationToken.None);
        Assert.Equal(After, (await host.Probe.Hears<SignHeard>(h => h.Stamp == sign.Stamp)).StaysFor);
        await next.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData("00:00:30")]
    [InlineData("13:00:00")]
    [InlineData("-00:20:00")]
    public void A_time_that_is_too_short_or_too_long_is_refused(string after) =>
        Assert.Contains($"Watchdog:After is {after}", Assert.Single(new WatchdogOptions { After = TimeSpan.Parse(after) }.Errors()), StringComparison.Ordinal);

    private async Task<DitherHost> Pointed()
    {
        var host = await DitherHost.Start(scratch);
        await host.Time.Awaited(After);
        await host.Tell(DitherHost.Slew(1));
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
        return host;
    }

    private static async Task Passes(DitherHost host, TimeSpan left)
    {
        await host.Time.Awaited(left);
        host.Time.Advance(left);
    }

    private static async Task<SignHeard> Says(DitherHost host)
    {
        var sign = new Sign { Stamp = Guid.NewGuid() };
        await host.Tell(sign);
        return await host.Probe.Hears<SignHeard>(h => h.Stamp == sign.Stamp);
    }
}
