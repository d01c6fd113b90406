using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Books;

public class TurnBookTests
{
    private static readonly Guid Target = Guid.NewGuid();
    private static readonly Guid L = Guid.NewGuid();
    private static readonly Guid R = Guid.NewGuid();

    [Fact]
    public async Task What_a_camera_took_last_is_kept_for_each_target_and_camera()
    {
        await using var scratch = await ScratchStore.Open();
        await Took(scratch, Target, ("a", L, 2), ("b", R, 1));
        await Took(scratch, Target, ("a", L, 1), ("b", L, 0));
        await Took(scratch, Guid.NewGuid(), ("a", R, 5));
        var turns = (await scratch.Store.Read(TurnBook.ByTarget))[Target].ToDictionary();
        Assert.Equal(new Turn(L, 3, null), turns["a"]);
        Assert.Equal(new Turn(R, 1, null), turns["b"]);
        await Took(scratch, Target, ("a", R, 1));
        Assert.Equal(new Turn(R, 1, null), (await scratch.Store.Read(TurnBook.ByTarget))[Target].ToDictionary()["a"]);
    }

    [Fact]
    public async Task In_an_order_of_its_own_the_place_of_the_last_frame_is_kept()
    {
        await using var scratch = await ScratchStore.Open();
        var slot = new NightSlot("a", L, "L", "L", TimeSpan.FromSeconds(60), 3) { Item = 4 };
        await scratch.Write(t => TurnBook.Took(t, Target, [slot], new Dictionary<string, int> { ["a"] = 2 }));
        Assert.Equal(new Turn(L, 2, 5), (await scratch.Store.Read(TurnBook.ByTarget))[Target].ToDictionary()["a"]);
    }

    private static Task Took(ScratchStore scratch, Guid target, params (string Camera, Guid Plan, int Frames)[] slots) => scratch.Write(t => TurnBook.Took(
        t,
        target,
        slots.Select(s => new NightSlot(s.Camera, s.Plan, "kind", null, TimeSpan.FromSeconds(60))),
        slots.ToDictionary(s => s.Camera, s => s.Frames)));
}
