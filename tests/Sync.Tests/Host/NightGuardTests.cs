using Sync.Clock;
using Sync.Devices.Rig;
using Sync.Host;
using Sync.Host.Nights;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host;

public sealed class NightGuardTests : IDisposable
{
    private static readonly DateTimeOffset Begins = new(2026, 11, 9, 19, 0, 0, TimeSpan.Zero);
    private readonly ScratchDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_night_that_should_be_over_is_given_up()
    {
        await using var night = await Night();
        var guard = new NightGuard(night.Store, new SimulatedTime(Begins), Begins.AddHours(-1));
        Assert.Equal("The night did not end: it is 2026-11-09 19:00 UTC, and it should have been over before 18:00.", await guard.Trouble(CancellationToken.None));
    }

    [Fact]
    public async Task A_message_that_nobody_could_read_ends_a_rehearsal_with_its_first_line()
    {
        await using var night = await Night();
        await night.Store.Write(
            t => t.Execute("""
                insert into outbox (message_id, due, destination, envelope, body, parked, parked_why)
                values ('a', 0, 'nowhere', '', '', 1, 'It was unreadable.
                   at some line')
                """),
            CancellationToken.None);
        var guard = new NightGuard(night.Store, new SimulatedTime(Begins), Begins.AddHours(1));
        Assert.Equal("A message could not be read and was set aside: It was unreadable.", await guard.Trouble(CancellationToken.None));
    }

    [Fact]
    public async Task A_night_that_goes_on_well_is_left_alone()
    {
        await using var night = await Night();
        using var over = new CancellationTokenSource();
        var trouble = new NightGuard(night.Store, new SimulatedTime(Begins), Begins.AddHours(1)).Trouble(over.Token);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trouble);
    }

    private Task<NightRun> Night() => NightRun.Prepare(
        new HostSettings { Roles = Role.All, Rig = DemoRig.Of(1), Cameras = ["esprit"], Directory = folder.Path, Time = new SimulatedTime(Begins) },
        CancellationToken.None);
}
