using Sync.Devices.Simulated.World;
using Sync.Host.Faults;
using Sync.Ledger;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Host.Faults;

/// <summary>Invariants 3 to 7, each with evidence that breaks it and nothing else.</summary>
public class PromiseJudgeTests
{
    [Fact]
    public async Task A_sound_night_breaks_none()
    {
        await using var night = await SoundNight.Kept();
        Assert.Empty(await night.Judged());
        Assert.Empty(await night.Overdone());
    }

    [Fact]
    public async Task A_file_that_nobody_recorded_breaks_the_third()
    {
        await using var night = await SoundNight.Kept();
        await File.WriteAllTextAsync(night.Path("another.fits"), "A frame.");
        Breaks(3, "another.fits is in no record", await night.Judged());
    }

    [Fact]
    public async Task A_record_without_its_file_breaks_the_third()
    {
        await using var night = await SoundNight.Kept();
        File.Delete(night.Path("a.fits"));
        Breaks(3, "is recorded and has no file", await night.Judged());
    }

    [Fact]
    public async Task An_exposure_that_is_recorded_twice_breaks_the_third()
    {
        await using var night = await SoundNight.Kept();
        await night.Saves("a", 31, "a.fits", accepted: false);
        Breaks(3, "a.fits is recorded 2 times", await night.Judged());
    }

    [Fact]
    public async Task What_was_given_to_a_camera_and_never_came_back_breaks_the_third()
    {
        await using var night = await SoundNight.Kept();
        await night.Write(t => t.Execute("update exposure_plan set desired = 2"));
        await night.Allot("b");
        Breaks(3, "b in round", await night.Judged());
    }

    [Fact]
    public async Task More_frames_than_wanted_break_the_fourth()
    {
        await using var night = await SoundNight.Kept();
        await night.Saves("b", 31, "b.fits");
        Breaks(4, "1 wanted, 2 taken or begun", await night.Judged());
    }

    [Fact]
    public async Task A_frame_under_way_that_nobody_wants_breaks_the_fourth_though_it_may_fail()
    {
        await using var night = await SoundNight.Kept();
        await night.Allot("b");
        Breaks(4, "1 wanted, 2 taken or begun", await night.Overdone());
        await night.Write(t => t.Execute("update allotment set state = 'Released' where state = 'Open'"));
        Assert.Empty(await night.Overdone());
    }

    [Fact]
    public async Task A_rejected_frame_is_wanted_again()
    {
        await using var night = await SoundNight.Kept();
        await night.Saves("b", 31, "b.fits", accepted: false);
        Assert.Empty(await night.Judged());
    }

    [Fact]
    public async Task A_round_that_never_ends_breaks_the_fifth()
    {
        await using var night = await SoundNight.Kept();
        night.Round.ClosedAt = null;
        Breaks(5, "Round 1 never ended", await night.Judged());
    }

    [Theory]
    [InlineData(CameraPhase.LeftOut)]
    [InlineData(CameraPhase.Missing)]
    [InlineData(CameraPhase.Aborted)]
    public async Task A_camera_without_a_frame_and_without_a_reason_breaks_the_fifth(CameraPhase phase)
    {
        await using var night = await SoundNight.Kept();
        night.Round.Cameras[0].Phase = phase;
        Breaks(5, $"does not say why a is {phase}", await night.Judged());
        night.Round.Cameras[0].Reason = "It fell silent.";
        Assert.Empty(await night.Judged());
    }

    [Theory]
    [InlineData(309, 0)]
    [InlineData(311, 1)]
    public async Task A_wait_beyond_the_patience_breaks_the_sixth(double seconds, int broken)
    {
        await using var night = await SoundNight.Kept();
        (night.Round.OpenedAt, night.Round.ClosedAt) = (night.At(30 + seconds), night.At(30 + seconds + 61));
        Assert.Equal(broken, (await night.Judged()).Count(b => b.Invariant == 6 && b.What.Contains("to open", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(131, 0)]
    [InlineData(132, 1)]
    public async Task A_sky_held_beyond_the_lease_breaks_the_sixth(double seconds, int broken)
    {
        await using var night = await SoundNight.Kept();
        night.Round.ClosedAt = night.At(31 + seconds);
        Assert.Equal(broken, (await night.Judged()).Count(b => b.Invariant == 6 && b.What.Contains("held the sky", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("scheduler", true)]
    [InlineData("broker", true)]
    [InlineData("grader", false)]
    [InlineData("camera-a", false)]
    public async Task Only_who_ends_waits_may_be_away_for_longer(string who, bool excused)
    {
        await using var night = await SoundNight.Kept();
        night.Faults.Add(new(night.At(140), who, "dies") { Kind = FaultKind.Dies, Lasts = TimeSpan.FromSeconds(20) });
        night.Round.ClosedAt = night.At(31 + 170);
        if (excused)
            Assert.Empty(await night.Judged());
        else
            Breaks(6, "held the sky for 170 s", await night.Judged());
    }

    [Theory]
    [InlineData(60)]
    [InlineData(89)]
    public async Task A_counted_frame_under_a_move_breaks_the_seventh(double moves)
    {
        await using var night = await SoundNight.Kept();
        night.Records.AddRange([new MoveBegan("rig.guider", night.At(moves), "dither", 10), new MoveEnded("rig.guider", night.At(moves + 10))]);
        Breaks(7, "It was counted", await night.Judged());
        await night.Write(t => t.Execute("update frame set state = 'Rejected'"));
        Assert.Empty(await night.Judged());
    }

    [Fact]
    public async Task A_move_behind_a_frame_breaks_nothing()
    {
        await using var night = await SoundNight.Kept();
        night.Records.AddRange([new MoveBegan("rig.guider", night.At(91), "dither", 10), new MoveEnded("rig.guider", night.At(101))]);
        Assert.Empty(await night.Judged());
    }

    private static void Breaks(int invariant, string what, IReadOnlyList<BrokenPromise> broken)
    {
        var one = Assert.Single(broken);
        Assert.Equal(invariant, one.Invariant);
        Assert.Contains(what, one.What, StringComparison.Ordinal);
    }
}
