using Sync.Scheduler.Books;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Scheduler.Books;

public class ReadoutsTests
{
    [Fact]
    public async Task A_cameras_readout_is_that_of_its_newest_frame()
    {
        await using var store = await ScratchStore.Open();
        var (night, opened) = (Guid.NewGuid(), new DateTimeOffset(2026, 11, 9, 22, 0, 0, TimeSpan.Zero));
        await store.Write(t =>
        {
            var newer = Frames.Saved(Guid.NewGuid(), night, Guid.NewGuid(), "a", Guid.NewGuid(), opened.AddMinutes(5));
            Book.Saved(t, newer with { Saved = newer.Closed.AddSeconds(2.5) });
            Book.Saved(t, Frames.Saved(Guid.NewGuid(), night, Guid.NewGuid(), "a", Guid.NewGuid(), opened));
            Book.Saved(t, Frames.Saved(Guid.NewGuid(), night, Guid.NewGuid(), "b", Guid.NewGuid(), opened));
        });
        var measured = await store.Store.Read(Readouts.ByCamera);
        Assert.Equal([("a", 2.5), ("b", 3)], measured.OrderBy(m => m.Key).Select(m => (m.Key, m.Value.TotalSeconds)));
    }
}
