using Microsoft.Extensions.Configuration;
using Sync.Host.Faults;
using Sync.Host.Nights;
using Sync.Host.Reports;

namespace Sync.Tests.Host.Faults;

/// <summary>Short nights in which much goes wrong; tests/run.sh plays longer ones.</summary>
public class FaultyNightTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_goes_wrong_no_promise_is_broken(int seed)
    {
        var report = await Play(seed);
        Assert.Empty(report.Violations);
        Assert.Empty(report.Broken!);
        Assert.Equal(report.FilesOnDisk, report.FramesRecorded);
        Assert.NotEmpty(report.Faults!);
        Assert.InRange(report.Rounds, 20, 1000);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        var (one, other) = (await Play(4), await Play(4));
        var least = Math.Min(one.Faults!.Count, other.Faults!.Count); // those after the end of a night are not told
        Assert.Equal(one.Faults.Take(least).Select(f => (f.At, f.Who, f.What)), other.Faults.Take(least).Select(f => (f.At, f.Who, f.What)));
    }

    private static async Task<RehearsalReport> Play(int seed)
    {
        using var scratch = new Scratch();
        return await Rehearsal.Run(
            new RehearsalOrder
            {
                Hours = 0.5, Cameras = 2, Seed = 1, Faults = seed, Directory = scratch.Folder, Configuration = new ConfigurationBuilder().Build(),
            },
            CancellationToken.None);
    }
}
