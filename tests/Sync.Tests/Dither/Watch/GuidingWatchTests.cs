using Sync.Contracts;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither.Watch;

public sealed class GuidingWatchTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_star_that_is_lost_and_found_between_two_moves_is_told_twice()
    {
        await using var host = await Guiding();
        var lost = host.Time.GetUtcNow();
        host.Guider.Turn(lost: true, "its star is lost");
        var told = await host.Probe.Hears<SkyDisturbed>();
        Assert.Equal((DisturbanceKind.GuidingLost, 1, lost, null, "Guiding was lost: its star is lost."), (told.Kind, told.Epoch, told.Began, told.Ended, told.Reason));
        host.Time.Advance(TimeSpan.FromSeconds(40));
        host.Guider.Turn(lost: false);
        var over = await host.Probe.Hears<SkyDisturbed>(d => d.Ended is not null);
        Assert.Equal((told.DisturbanceId, lost, lost.AddSeconds(40)), (over.DisturbanceId, over.Began, over.Ended));
    }

    [Fact]
    public async Task The_next_move_ends_the_spell_also_in_another_process()
    {
        await using (var host = await Guiding())
        {
            host.Guider.Turn(lost: true, "its star is lost");
            await host.Probe.Hears<SkyDisturbed>();
        }
        await using var next = await DitherHost.Start(scratch);
        next.Time.Advance(TimeSpan.FromMinutes(1));
        await next.Tell(DitherHost.Dither(2));
        await next.Settles();
        Assert.NotNull((await next.Probe.Hears<SkyDisturbed>(d => d.Ended is not null)).Ended);
    }

    private async Task<DitherHost> Guiding()
    {
        var host = await DitherHost.Start(scratch);
        await host.Tell(DitherHost.Slew(1));
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
        return host;
    }
}
