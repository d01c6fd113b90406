using Sync.Contracts;

namespace Sync.Tests.Scheduler.Nights;

public class DisturbanceTests
{
    private readonly Guid disturbance = Guid.NewGuid();

    [Fact]
    public async Task A_mount_that_parked_itself_is_pointed_anew_in_a_new_epoch_before_anything_opens()
    {
        await using var night = await NightStage.Imaging();
        await Disturb(night, DisturbanceKind.ParkedItself, epoch: 1, ended: true);
        await night.Closes("a", taken: false);
        await night.Closes("b", taken: false);
        Assert.Equal([1, 2], night.Probe.All<Slew>().Select(s => s.Epoch));
        Assert.Equal(2, night.Probe.All<OpenShutters>().Count);
    }

    [Fact]
    public async Task The_end_of_the_move_before_may_come_later_and_points_nothing()
    {
        await using var night = await NightStage.Moving();
        await night.CamerasAreReady();
        var move = (await night.Row()).MoveId!.Value;
        await Disturb(night, DisturbanceKind.ParkedItself, epoch: 1, ended: true);
        await night.Settled(move, 1);
        await night.Passes(11);
        Assert.Equal([1, 2], night.Probe.All<Slew>().Select(s => s.Epoch));
        Assert.Empty(night.Probe.All<OpenShutters>());
    }

    [Fact]
    public async Task A_park_of_an_earlier_epoch_changes_nothing()
    {
        await using var night = await NightStage.Imaging();
        await Disturb(night, DisturbanceKind.ParkedItself, epoch: 0, ended: true);
        Assert.Empty(night.Probe.All<AbortSlot>());
        Assert.NotNull((await night.Row()).PointsAt);
    }

    [Fact]
    public async Task When_guiding_is_lost_the_next_round_begins_with_a_dither_though_none_is_due()
    {
        await using var night = await Still();
        await Disturb(night, DisturbanceKind.GuidingLost, epoch: 1, ended: false);
        await NextRound(night);
        Assert.Single(night.Probe.All<Contracts.Dither>());
        await night.CamerasAreReady();
        await night.Settles();
        await NextRound(night);
        Assert.Single(night.Probe.All<Contracts.Dither>());
    }

    [Fact]
    public async Task When_guiding_is_back_nothing_moves_for_it()
    {
        await using var night = await Still();
        await Disturb(night, DisturbanceKind.GuidingLost, epoch: 1, ended: true);
        await Disturb(night, DisturbanceKind.GuidingLost, epoch: 1, ended: false); // overtaken by its end
        await NextRound(night);
        Assert.Empty(night.Probe.All<Contracts.Dither>());
    }

    [Fact]
    public async Task Where_nobody_dithers_the_telescopes_are_pointed_anew()
    {
        await using var night = await NightStage.Imaging(settings: new() { ["Night:Dithering"] = "false" });
        await Disturb(night, DisturbanceKind.GuidingLost, epoch: 1, ended: false);
        await NextRound(night);
        Assert.Equal([1, 2], night.Probe.All<Slew>().Select(s => s.Epoch));
    }

    [Fact]
    public async Task A_target_whose_rounds_are_longer_than_dither_stays_is_left_with_a_sentence()
    {
        await using var night = await NightStage.With(["a", "b"]);
        night.Stage.Dither.StaysFor = TimeSpan.FromMinutes(2);
        await night.Passes(31);
        await night.Begins();
        Assert.Contains("Watchdog:After", Assert.Single((await night.Row()).Left.Values), StringComparison.Ordinal);
        Assert.Empty(night.Probe.All<Slew>());
    }

    /// <summary>Always the same disturbance, of the last half minute.</summary>
    private async Task Disturb(NightStage night, DisturbanceKind kind, int epoch, bool ended)
    {
        var now = night.Stage.Time.GetUtcNow();
        await night.Stage.Tell(Addresses.Night, new SkyDisturbed
        {
            DisturbanceId = disturbance, NightId = night.NightId, Epoch = epoch, Kind = kind, Began = now.AddSeconds(-30), Ended = ended ? now : null,
            Reason = "A test wants it.",
        });
        await night.Stage.ComesToRest();
    }

    private static async Task<NightStage> Still()
    {
        var night = await NightStage.With(["a", "b"], ditherEvery: 10);
        await night.Begins();
        await night.CamerasAreReady();
        await night.Settles();
        Assert.Equal("Imaging", await night.State());
        return night;
    }

    private static async Task NextRound(NightStage night)
    {
        await night.Closes("a");
        await night.Closes("b");
    }
}
