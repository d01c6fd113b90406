using Sync.Scheduler.Catalogue;
using Sync.Tests.Scheduler.Books;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Scheduler.Catalogue;

public class CatalogueSummaryTests
{
    [Fact]
    public async Task It_tells_of_every_plan_how_far_it_is()
    {
        await using var scratch = await ScratchStore.Open();
        await TargetSchedulerImportTests.Import(scratch, 28);
        var plan = (await scratch.Store.Read(CatalogueSummary.Of))[1].Targets[0].Plans[0].PlanId;
        var (night, round) = (Guid.NewGuid(), Guid.NewGuid());
        var bad = Frames.Saved(Guid.NewGuid(), night, Guid.NewGuid(), "esprit", plan, DateTimeOffset.UnixEpoch);
        await scratch.Write(t => Book.Allot(t, night, round, "esprit", plan, "Lum", 1));
        await scratch.Write(t => Book.Saved(t, bad));
        await scratch.Write(t => Book.Graded(t, Frames.Graded(bad.FrameId, false)));
        await scratch.Write(t => Book.Saved(t, bad with { FrameId = Guid.NewGuid() }));

        var projects = await scratch.Store.Read(CatalogueSummary.Of);
        Assert.Equal([("Draft", "Draft"), ("Andromeda", "Active")], projects.Select(p => (p.Name, p.State)));
        var lum = projects[1].Targets[0].Plans[0];
        Assert.Equal(new PlanSummary(plan, "Lum", true, null, 120, 33, 1, 1, 1), lum);
        Assert.Equal(90, projects[1].Targets[1].Plans[0].ExposureSeconds);
    }
}
