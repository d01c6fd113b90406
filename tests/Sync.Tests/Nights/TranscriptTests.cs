using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Devices.Simulated;
using Sync.Dither.Safety;
using Sync.Ledger;
using Sync.Tests.House;

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
    public async Task A_camera_that_never_comes() =>
        Compare("lost-camera", await RehearsedNight.Play(TimeSpan.FromMinutes(20), "esprit", "newton"));

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

    /// <summary>As a person does by a command.</summary>
    private static async Task Ask<T>(IHost host, Func<Guid, T> request)
        where T : class
    {
        var to = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(host.Services.GetRequiredService<LedgerOptions>().Address(Addresses.Requests));
        await to.Send(request(Guid.NewGuid()));
    }

    private static void Compare(string name, IReadOnlyList<string> told)
    {
        var path = Path.Combine(Repository.Root, "tests", "Sync.Tests", "Nights", $"{name}.night.txt");
        if (Environment.GetEnvironmentVariable("SYNC_WRITE_TRANSCRIPTS") == "1")
            File.WriteAllLines(path, told);
        var reviewed = File.ReadAllLines(path);
        var at = Enumerable.Range(0, Math.Min(told.Count, reviewed.Length)).FirstOrDefault(i => told[i] != reviewed[i], Math.Min(told.Count, reviewed.Length));
        Assert.True(
            told.SequenceEqual(reviewed),
            $"Line {at + 1} of {name}.night.txt\nwas reviewed as: {reviewed.ElementAtOrDefault(at)}\nand is now:      {told.ElementAtOrDefault(at)}");
    }
}
