using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Astro.Fits;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Reports;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Books;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Story;

namespace Sync.Tests.Nights;

/// <summary>A rehearsed night in which redcat takes 45 s to open its shutter for a minute, and esprit waits for it.</summary>
public class LateFrameNightTests
{
    [Fact]
    public Task Its_frames_are_ended_and_kept_and_neither_judged_nor_counted() => RehearsedNight.Play(
        TimeSpan.FromMinutes(15), ["esprit", "redcat"], _ => { }, Judge, new() { Rig = Slow(new NightScript().Rig), Catalogue = NightScript.OneTarget(("esprit", 60), ("redcat", 60)) });

    private static async Task Judge(IHost host)
    {
        var (store, world) = (host.Services.GetRequiredService<Store>(), host.Services.GetRequiredService<SimulatedWorld>());
        var frames = await store.Read(c => c.Query<(string Camera, string State, string? Reason, string Path, long Opened, long Closed, long? Graded)>(
            "select camera, state, reason, path, opened, closed, graded from frame").AsList());
        var late = frames.Where(f => f.Camera == "redcat").ToList();
        Assert.InRange(late.Count, 4, 15);
        foreach (var frame in late)
        {
            Assert.Equal(("Aborted", null), (frame.State, frame.Graded));
            Assert.Contains("s were exposed when the round should have been over", frame.Reason, StringComparison.Ordinal);
            await using var file = File.OpenRead(frame.Path);
            var header = FitsReader.ReadHeader(file);
            Assert.Equal((frame.Closed - frame.Opened) / 1000.0, header.Number("EXPTIME")!.Value, 0.001);
            Assert.InRange(header.Number("EXPTIME")!.Value, 10, 25);
        }
        Assert.All(frames.Where(f => f.Camera == "esprit"), f => Assert.NotEqual("Aborted", f.State));
        var counted = (await store.Read(Progress.ByPlan)).Values.Single();
        Assert.Equal(frames.Count - late.Count, counted.Accepted + counted.Pending + counted.Rejected);
        Assert.Equal(0, counted.UnderWay);
        var rounds = await store.Write(t => Task.FromResult(host.Services.GetRequiredService<SagaTable<Round>>().All(t)), CancellationToken.None);
        Assert.Empty(RoundJudge.Of(world.Records(), rounds).Violations);
        var night = (await store.Read(c => NightRecords.Of(c, rounds[0].NightId)))!;
        Assert.True(night.IsFinal); // nobody waits for their verdicts
        var told = Steps(NightStory.Of(night)).Where(s => s.Name == "redcat exposure").ToList();
        Assert.Equal(late.Select(f => f.Reason).Order(), told.Select(s => s.Trouble).Order());
    }

    private static IEnumerable<Step> Steps(Step step) => step.Steps.SelectMany(Steps).Prepend(step);

    private static RigDescription Slow(RigDescription rig) => rig with
    {
        Cameras = [.. rig.Cameras.Select(c => c.Name == "redcat" ? c with { Sensor = c.Sensor! with { OpeningSeconds = 45 } } : c)],
    };
}
