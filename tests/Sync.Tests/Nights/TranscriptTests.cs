using Dapper;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Devices.Simulated;
using Sync.Dither.Moves;
using Sync.Dither.Safety;
using Sync.Ledger;
using static Sync.Tests.Nights.Reviewed;

namespace Sync.Tests.Nights;

/// <summary>
/// Whole nights, told message by message, compared with what was reviewed. After a change that is meant, run with
/// SYNC_WRITE_TRANSCRIPTS=1 and review the difference.
/// </summary>
public class TranscriptTests
{
    [Fact]
    public async Task A_clear_hour() =>
        Compare("clear-hour", await RehearsedNight.Play(TimeSpan.FromHours(1), "esprit", "redcat", "newton"));

    [Fact]
    public async Task A_flip() =>
        Compare("flip", await RehearsedNight.Play(TimeSpan.FromHours(1), ["esprit", "redcat", "newton"], _ => { }, _ => Task.CompletedTask, FlipNightTests.Script));

    [Fact]
    public async Task A_night_in_which_no_dither_settles() =>
        Compare("failed-settle", await RehearsedNight.Play(TimeSpan.FromMinutes(30), ["esprit", "redcat", "newton"], _ => { }, _ => Task.CompletedTask, FlipNightTests.Script with
        {
            Conditions = new() { UnsettledChance = 1 },
            Settings = new Dictionary<string, string?> { ["Guiding:WhenUnsettled"] = "smaller, restart", ["Guiding:RecentreAfterRestart"] = "true" },
        }));

    [Fact]
    public async Task A_camera_that_never_comes() =>
        Compare("lost-camera", await RehearsedNight.Play(TimeSpan.FromMinutes(20), "esprit", "newton"));

    /// <summary>Its wheel takes more than a minute to turn to the filter, and then it has what is left of the first round.</summary>
    [Fact]
    public async Task A_camera_that_is_late() =>
        Compare("late-camera", await RehearsedNight.Play(
            TimeSpan.FromMinutes(7.5), ["esprit", "redcat"], _ => { }, _ => Task.CompletedTask, new()
            {
                Rig = SlowWheel(new NightScript().Rig),
                Catalogue = NightScript.OneTarget(("esprit", 300), ("redcat", 30)),
                Settings = new Dictionary<string, string?> { ["Rounds:Mode"] = "loose" },
            }));

    [Fact]
    public async Task A_night_that_is_paused_and_resumed_at_once_and_at_the_gap() =>
        Compare("paused", await RehearsedNight.Play(
            TimeSpan.FromMinutes(25), ["esprit", "redcat"], _ => { }, _ => Task.CompletedTask, new()
            {
                Events =
                [
                    (TimeSpan.FromMinutes(4), h => Ask(h, id => new RequestPause { RequestId = id, AbortExposures = false })),
                    (TimeSpan.FromMinutes(10), h => Ask(h, id => new RequestResume { RequestId = id })),
                    (TimeSpan.FromMinutes(14), h => Ask(h, id => new RequestPause { RequestId = id, AbortExposures = true })),
                    (TimeSpan.FromMinutes(16), h => Ask(h, id => new RequestResume { RequestId = id })),
                    (TimeSpan.FromMinutes(20), h => Ask(h, id => new RequestStop { RequestId = id, AbortExposures = true })),
                ],
            }));

    /// <summary>One of them after four frames; the other goes along with three.</summary>
    [Fact]
    public async Task A_night_in_which_two_cameras_focus_while_the_third_exposes() =>
        Compare("focus", await RehearsedNight.Play(TimeSpan.FromMinutes(25), ["esprit", "redcat", "newton"], _ => { }, _ => Task.CompletedTask, new NightScript
        {
            Rig = DemoRig.Of(3) with
            {
                Cameras =
                [
                    .. DemoRig.Of(3).Cameras.Select((c, i) => c with
                    {
                        Sensor = new SensorDescription { WidthPixels = 480, HeightPixels = 360 },
                        Focuser = c.Focuser! with { EveryFrames = i == 2 ? 0 : 4, EveryDegrees = 0, HfrGrowthPercent = 0 },
                    }),
                ],
            },
        }));

    [Fact]
    public async Task A_night_in_which_a_rotator_starts_thirty_degrees_off() =>
        Compare("solve", await RehearsedNight.Play(TimeSpan.FromMinutes(15), ["esprit", "redcat", "newton"], _ => { }, _ => Task.CompletedTask, SolveNightTests.Script));

    [Fact]
    public async Task A_night_in_which_it_rains_for_a_while()
    {
        SimulatedSafetyMonitor weather = null!;
        var told = await RehearsedNight.Play(
            TimeSpan.FromMinutes(40), ["esprit", "redcat", "newton"],
            h => weather = (SimulatedSafetyMonitor)h.Services.GetRequiredService<SafetyRig>().Monitor!, _ => Task.CompletedTask,
            new NightScript { Events = [(TimeSpan.FromMinutes(6), _ => Turn("rain")), (TimeSpan.FromMinutes(15), _ => Turn(""))] }.Watched());
        Compare("rain", [.. told.Where(l => !l.Contains("AbortSlot", StringComparison.Ordinal))]); // the round may be as quick as the camera itself

        Task Turn(string reason)
        {
            weather.Turn(reason);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_night_with_a_script_at_whose_barrier_one_program_is_absent()
    {
        using var scratch = new Scratch();
        var file = Path.Combine(scratch.Folder, "night.yml");
        await File.WriteAllTextAsync(file, """
            rig:
              prepare:
                - cover: open
                - cool: -10
                  over: 4 min
                - barrier: roof
                  for: [door, lamp]
                  within: 2 min
              finish:
                - warm:
                  over: 30 s
            cameras:
              esprit:
                BeforeTarget:
                  - light: off
              redcat:
                AfterEachExposure:
                  - cover: open
            """);
        var usual = new NightScript();
        Compare("script", await RehearsedNight.Play(
            TimeSpan.FromMinutes(16), ["esprit", "redcat"], _ => { }, _ => Task.CompletedTask, usual with
            {
                Rig = usual.Rig with { Cameras = [.. usual.Rig.Cameras.Take(2).Select(c => c with { Cover = new() { Driver = "simulated" } })] },
                Settings = new Dictionary<string, string?> { ["Script:File"] = file },
                Events =
                [
                    (TimeSpan.FromMinutes(1), h => Ask(h, id => new RequestBarrier { RequestId = id, Barrier = "roof", Program = "door" })),
                    (TimeSpan.FromMinutes(15), _ => Task.CompletedTask),
                ],
            }));
    }

    [Fact]
    public async Task A_night_whose_script_slews_and_focuses_and_ends_with_darks_and_flats()
    {
        using var scratch = new Scratch();
        Compare("flats", await RehearsedNight.Play(
            TimeSpan.FromMinutes(8), ["esprit", "redcat"], _ => { }, _ => Task.CompletedTask, CalibrationNightTests.Script(Path.Combine(scratch.Folder, "night.yml"))));
    }

    /// <summary>Each of them in the middle of its work: with shutters open, while a dither settles, with frames that wait.</summary>
    [Theory]
    [InlineData("camera-redcat", "agent", 40, 15)]
    [InlineData(Senders.Scheduler, "scheduler", 40, 45)]
    [InlineData(Senders.Dither, "dither", 97, 20)]
    [InlineData(Senders.Grader, "grader", 60, 90)]
    public async Task A_night_in_which_one_process_is_killed_and_started_again(string role, string name, double after, double down) =>
        Compare($"{name}-killed", await RestartedNight.Play(TimeSpan.FromMinutes(6), role, after, down));

    /// <summary>Its rounds need no moves: they go on for as long as dither is known to stay, then wait for it.</summary>
    [Fact]
    public async Task A_night_whose_dither_service_is_cut_off_for_long() =>
        Compare("dither-cut-off", await RestartedNight.Play(TimeSpan.FromMinutes(12), Senders.Dither, 100, 270, cut: true, new()
        {
            ["Watchdog:After"] = "00:04:00", ["Night:Dithering"] = "false",
        }));

    /// <summary>Once only for a while, and once over a gap: then a move fails, and the night goes on when it is there again.</summary>
    [Fact]
    public async Task A_night_in_which_the_guide_star_is_lost_twice()
    {
        SimulatedGuider guider = null!;
        Compare("lost-star", await RehearsedNight.Play(
            TimeSpan.FromMinutes(14), ["esprit", "redcat"], h => guider = (SimulatedGuider)h.Services.GetRequiredService<SkyMover>().Guider, Judge,
            Two with
            {
                Conditions = new() { UnsettledChance = 0, CloudChance = 0 },
                Catalogue = NightScript.OneTarget(("esprit", 120), ("redcat", 120)),
                Events =
                [
                    (TimeSpan.FromMinutes(2), _ => Turn(guider.LoseStar)), (TimeSpan.FromMinutes(2.5), _ => Turn(guider.FindStar)),
                    (TimeSpan.FromMinutes(6), _ => Turn(guider.LoseStar)), (TimeSpan.FromMinutes(8.5), _ => Turn(guider.FindStar)),
                ],
            }));

        static async Task Judge(IHost host)
        {
            var frames = await host.Services.GetRequiredService<Store>().Read(c => c.Query<string>("select coalesce(reason, state) from frame order by opened").AsList());
            Assert.Equal(["Disturbed", "Disturbed"], frames.Take(2));
            Assert.DoesNotContain("Disturbed", frames.Skip(2).Take(2));
            Assert.Equal(["Disturbed", "Disturbed"], frames.Skip(4).Take(2));
            Assert.Equal(10, frames.Count);
            Assert.DoesNotContain("Disturbed", frames.Skip(6));
        }

        static Task Turn(Action turn)
        {
            turn();
            return Task.CompletedTask;
        }
    }

    /// <summary>Some of its frames have too few stars, and are taken again.</summary>
    [Fact]
    public async Task A_night_in_which_a_cloud_passes() =>
        Compare("cloud", await RehearsedNight.Play(TimeSpan.FromMinutes(20), ["esprit", "redcat"], _ => { }, _ => Task.CompletedTask, Two with
        {
            Conditions = new() { CloudChance = 1 },
            Catalogue = NightScript.OneTarget(wanted: 20, ("esprit", 60), ("redcat", 60)),
        }));

    [Fact]
    public async Task Unlike_exposures_in_packed_rounds() =>
        Compare("packed", await RehearsedNight.Play(TimeSpan.FromMinutes(12), ["esprit", "redcat"], _ => { }, _ => Task.CompletedTask, Two with
        {
            Catalogue = NightScript.OneTarget(("esprit", 120), ("redcat", 45)),
            Settings = new Dictionary<string, string?> { ["Rounds:Mode"] = "packed", ["Rounds:WindowAtMost"] = "00:03:00" },
        }));

    private static NightScript Two { get; } = new() { Rig = new NightScript().Rig with { Cameras = [.. new NightScript().Rig.Cameras.Take(2)] } };

    private static RigDescription SlowWheel(RigDescription rig)
    {
        string[] empty = [.. Enumerable.Range(1, 160).Select(n => $"empty {n}")];
        return rig with
        {
            Cameras = [.. rig.Cameras.Select(c => c.Name == "redcat" ? c with { Wheel = c.Wheel! with { Filters = ["Ha", .. empty[..80], "L", .. empty[80..]] } } : c)],
        };
    }

    /// <summary>As a person does by a command.</summary>
    private static async Task Ask<T>(IHost host, Func<Guid, T> request)
        where T : class
    {
        var to = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(host.Services.GetRequiredService<LedgerOptions>().Address(Addresses.Requests));
        await to.Send(request(Guid.NewGuid()));
    }
}
