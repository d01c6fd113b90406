using System.Data.Common;
using Dapper;
using Sync.Scheduler.Story;
using Sync.Tests.Scheduler.Books;

namespace Sync.Tests.Scheduler.Story;

public sealed class TellingTests : IAsyncLifetime
{
    private ScratchStore scratch = null!;

    public async Task InitializeAsync() => scratch = await ScratchStore.Open();

    public async Task DisposeAsync() => await scratch.DisposeAsync();

    [Fact]
    public async Task What_is_over_is_told_once_and_what_ends_later_is_told_then()
    {
        var night = await KeptNight.Begin(scratch.Store, rounds: 2, cameras: 1);
        await night.Round(1);
        Assert.Equal(["camera 1 download", "camera 1 exposure", "dither", "round", "round 1", "settle"], await TellAll());
        Assert.Empty(await TellAll());
        await night.Verdicts(1);
        Assert.Equal(["camera 1 verdict"], await TellAll());
        await night.Round(2);
        await night.End();
        await night.Verdicts(2);
        Assert.Equal(
            ["camera 1 download", "camera 1 exposure", "camera 1 verdict", "dither", "night", "round", "round 2", "settle", "target 0", "target 2"],
            await TellAll());
    }

    [Fact]
    public async Task A_night_of_which_all_is_known_is_told_to_its_end_and_what_was_told_of_it_is_forgotten()
    {
        var night = await KeptNight.Begin(scratch.Store, rounds: 1, cameras: 2);
        await night.Round(1);
        await TellAll();
        await night.End();
        await TellAll();
        Assert.False(Assert.Single(await Untold()).IsFinal); // two verdicts are not there
        Assert.True(await Count("told_span") > 0);
        await night.Verdicts(1);
        Assert.Equal(["camera 1 verdict", "camera 2 verdict"], await TellAll());
        Assert.Empty(await Untold());
        Assert.Equal((0, 1), (await Count("told_span"), await Count("told_night")));
    }

    [Fact]
    public async Task A_night_left_without_its_end_is_told_as_it_is_when_another_has_begun()
    {
        var left = await KeptNight.Begin(scratch.Store, rounds: 1, cameras: 1);
        await left.Round(1);
        await scratch.Write(t => t.Execute("update night set created = created - 1000")); // a night is never so short
        await KeptNight.Begin(scratch.Store, rounds: 1, cameras: 1);
        var tellings = await Untold();
        Assert.Equal([true, false], tellings.Select(t => t.IsFinal));
        var root = Assert.Single(tellings[0].Spans, s => s.Name == "night");
        Assert.NotNull(root.Error);
        Assert.Equal(left.Record.Frames[0].Saved, root.End);
        Assert.DoesNotContain("camera 1 verdict", tellings[0].Spans.Select(s => s.Name));
    }

    [Fact]
    public async Task Only_the_last_nights_are_told()
    {
        for (var i = 0; i < 7; i++)
        {
            await scratch.Write(t => t.Execute("update night set created = created - 1000"));
            await KeptNight.Begin(scratch.Store, rounds: 1, cameras: 1);
        }
        Assert.Equal(5, (await Untold()).Count);
    }

    private Task<IReadOnlyList<Telling>> Untold() => scratch.Store.Read(Telling.Untold);

    private async Task<IEnumerable<string>> TellAll()
    {
        var tellings = await Untold();
        foreach (var telling in tellings)
            await scratch.Write(telling.Mark);
        return tellings.SelectMany(t => t.Spans).Select(s => s.Name).Order();
    }

    private Task<int> Count(string table) => scratch.Store.Read((DbConnection c) => c.ExecuteScalar<int>($"select count(*) from {table}"));
}
