using Sync.Contracts;
using Sync.Devices;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither;

public sealed class FlipTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_flip_turns_the_mount_and_the_guiders_calibration_and_ends_when_guiding_has_settled()
    {
        await using var host = await DitherHost.Start(scratch);
        host.Mount.Side = PierSide.West;
        await host.Tell(DitherHost.Flip(1));
        await host.Settles();
        Assert.Equal(SideOfPier.East, (await host.Probe.Hears<SkySettled>()).Side);
        Assert.Equal(["stop guiding", "flip 0.7", "calibration East", "guide"], host.Did);
    }

    [Fact]
    public async Task A_mount_that_stays_on_its_side_has_not_flipped_and_tracks_no_more()
    {
        await using var host = await DitherHost.Start(scratch);
        (host.Mount.Side, host.Mount.StaysOnItsSide) = (PierSide.West, true);
        await host.Tell(DitherHost.Flip(1));
        Assert.Contains("did not flip: the telescopes are west of the pier still", (await host.Probe.Hears<MoveFailed>()).Reason);
        Assert.Equal(["stop guiding", "flip 0.7", "tracking False"], host.Did);
    }

    [Fact]
    public async Task A_flip_that_failed_at_its_guiding_only_points_again()
    {
        await using var host = await DitherHost.Start(scratch);
        host.Mount.Side = PierSide.East;
        await host.Tell(DitherHost.Flip(1));
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
        Assert.Equal(["stop guiding", "slew 0.7", "calibration East", "guide"], host.Did);
    }

    [Fact]
    public async Task A_mount_that_does_not_tell_its_side_is_slewed_and_believed()
    {
        await using var host = await DitherHost.Start(scratch);
        await host.Tell(DitherHost.Flip(1));
        await host.Settles();
        Assert.Null((await host.Probe.Hears<SkySettled>()).Side);
        Assert.Equal(["stop guiding", "slew 0.7", "guide"], host.Did);
    }
}
