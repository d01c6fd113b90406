using MassTransit;
using Sync.Contracts;
using Sync.Scheduler.Catalogue;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>A night of cameras a and b on a target whose project has its filters switched after each frame.</summary>
public class PlanTurnTests
{
    [Fact]
    public async Task Plans_take_turns_by_what_each_camera_has_taken()
    {
        await using var night = await NightStage.Imaging();
        var first = Plans(night).A;
        var second = await AlsoWants(night);
        await Closes(night, "a", "b");
        Assert.Equal((second, second), Plans(night));
        await Opens(night);
        await night.Closes("a");
        await night.Closes("b", taken: false);
        Assert.Equal((first, second), Plans(night));
    }

    private static async Task<Guid> AlsoWants(NightStage night)
    {
        var (plan, template) = (NewId.NextGuid(), NewId.NextGuid());
        await night.Stage.Store.Write(
            t =>
            {
                t.Execute("update project set filter_switch_frequency = 1", new { });
                CatalogueWriter.Template(t, template, "Red");
                CatalogueWriter.Variant(t, template, "", new("L", 60));
                CatalogueWriter.Plan(t, new(plan, Guid.ParseExact(t.First<string>("select target_id from target")!, "N"), template) { Desired = 20, Position = 9 });
            },
            CancellationToken.None);
        return plan;
    }

    private static async Task Closes(NightStage night, params string[] cameras)
    {
        foreach (var camera in cameras)
            await night.Closes(camera);
    }

    private static async Task Opens(NightStage night)
    {
        await night.CamerasAreReady();
        if ((await night.Row()).MoveId is not null)
            await night.Settles();
        Assert.Equal("Imaging", await night.State());
    }

    private static (Guid A, Guid B) Plans(NightStage night) => (Plan(night, "a"), Plan(night, "b"));

    private static Guid Plan(NightStage night, string camera) => night.Probe.All<PrepareRound>().Last(p => p.Camera == camera).Slot.PlanId;
}
