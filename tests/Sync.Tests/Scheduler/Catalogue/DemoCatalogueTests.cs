using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Planning;
using Sync.Tests.Scheduler.Books;
using Sync.Tests.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Catalogue;

public class DemoCatalogueTests
{
    private static readonly CameraToPlan[] Cameras =
    [
        new("esprit", "esprit", ["L", "R", "G", "B", "Ha", "OIII", "SII"]), new("redcat", "redcat", ["L", "Ha"]), new("newton", "newton", ["OSC"]),
    ];

    [Fact]
    public async Task It_is_sown_once_and_only_into_an_empty_catalogue()
    {
        await using var scratch = await ScratchStore.Open();
        Assert.True(await scratch.Write(DemoCatalogue.Seed));
        Assert.False(await scratch.Write(DemoCatalogue.Seed));
        Assert.Equal(17, (await scratch.Write(CatalogueStore.Plannable)).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Every_month_has_work_for_every_camera(int month)
    {
        await using var scratch = await ScratchStore.Open();
        await scratch.Write(DemoCatalogue.Seed);
        var night = Preview.Of(new()
        {
            Now = new(2026, month, 10, 15, 0, 0, TimeSpan.Zero), Site = Rig.Site, Targets = await scratch.Write(CatalogueStore.Plannable), Cameras = Cameras,
        });
        Assert.True(night.Blocks.Sum(b => (b.Until - b.From).TotalHours) > 3, string.Join("; ", night.Blocks));
        Assert.Superset(Cameras.Select(c => c.Name).ToHashSet(), night.Blocks.SelectMany(b => b.Cameras).Select(c => c.Camera).ToHashSet());
    }
}
