using System.Globalization;
using MassTransit;
using Sync.Clock;
using Sync.Devices.Rig;
using Sync.Host;
using Sync.Host.Nights;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Rounds;
using Sync.Tests.Devices.Indi.Served;
using Xunit.Abstractions;

namespace Sync.Tests.Nights;

/// <summary>A night of the whole program, on a clock that runs fast: one camera is simulated, and the INDI driver of the other dies again and again.</summary>
[Collection("The program")]
public sealed class DyingDriverNightTests(ITestOutputHelper output)
{
    private const string Steady = "esprit";
    private const string Dying = "redcat";
    private const double Speed = 30;
    private const double ExposureSeconds = 20;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(14);
    private static readonly TimeSpan RealLimit = TimeSpan.FromMinutes(3);

    /// <summary>A slot, the lease of one whose shutter nobody can vouch for, and a dither.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(3);

    private int exposures;

    [Fact]
    public async Task A_camera_whose_driver_dies_in_every_other_exposure_costs_the_other_none_of_its_rounds()
    {
        using var scratch = new Scratch();
        var time = new ScaledTime(TimeProvider.System.GetUtcNow(), RehearsedNight.Begins, Speed);
        var driver = new ServedIndiCamera(time, Fault);
        await using var indi = new ServedIndi(driver.Answer);
        using (var catalogue = await CatalogueFile.Open(scratch.Folder, CancellationToken.None))
            await catalogue.Write(t => Task.Run(() => NightScript.OneTarget((Steady, ExposureSeconds), (Dying, ExposureSeconds))(t)), CancellationToken.None);
        await using var night = await NightRun.Prepare(Settings(time, scratch.Folder, indi.Address.ToString()), CancellationToken.None);
        await night.Begin(NewId.NextGuid(), time.GetUtcNow() + Length, CancellationToken.None);
        using var limit = new CancellationTokenSource(RealLimit);
        await night.Ended(limit.Token);
        Judge([.. (await night.Rounds()).Where(r => r.OpenedAt is not null)]);
    }

    private void Judge(IReadOnlyList<Round> rounds)
    {
        var steady = rounds.Select(r => r.Find(Steady)).Where(c => c is { Frames: > 0 }).ToList();
        var dying = rounds.Select(r => r.Find(Dying)).OfType<RoundCamera>().ToList();
        foreach (var round in rounds)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round.Number} {round.OpenedAt:HH:mm:ss} {round.ClosedAt:HH:mm:ss} ")
                + string.Join("; ", round.Cameras.Select(c => $"{c.Name} {c.Frames} {c.Reason}")));
        Assert.True(rounds.Count >= 8, $"{rounds.Count} rounds");
        Assert.True(steady.Count >= rounds.Count - 1, $"{steady.Count} of {rounds.Count} rounds");
        Assert.All(rounds.Zip(rounds.Skip(1)), pair => Assert.InRange(pair.Second.OpenedAt!.Value - pair.First.OpenedAt!.Value, TimeSpan.Zero, LongestPause));
        Assert.Contains(dying, c => c.Frames > 0);
        Assert.Contains(dying, c => c.Reason?.Contains("the driver went away during the exposure", StringComparison.Ordinal) == true);
    }

    private ServedFault Fault(string state) => state == "exposing" && Interlocked.Increment(ref exposures) % 2 == 0 ? ServedFault.Dies : ServedFault.None;

    private static HostSettings Settings(TimeProvider time, string folder, string address)
    {
        var rig = DemoRig.Of(2);
        var sensor = new SensorDescription { WidthPixels = 160, HeightPixels = 120 };
        return new()
        {
            Roles = Role.All,
            Rig = rig with
            {
                Cameras =
                [
                    rig.Camera(Steady) with { Sensor = sensor },
                    rig.Camera(Dying) with { Driver = "indi", Device = ServedIndiCamera.Name, Address = address, Wheel = null, Focuser = null, CoolToCelsius = -10 },
                ],
            },
            Cameras = [Steady, Dying],
            Directory = folder,
            Time = time,
            // A machine that is busy elsewhere for a second is busy for half a minute here.
            Options = new Dictionary<string, string?> { ["Fleet:LostAfter"] = "00:03:00" },
        };
    }
}
