using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What every cover and every panel does. A subclass gives it, and the clock it lives by.</summary>
public abstract class CoverConformance : IDisposable
{
    private Rehearsal? rehearsal;

    protected abstract TimeProvider Clock { get; }

    /// <summary>Whether there is something to open and to close; if not there is a panel.</summary>
    protected virtual bool Moves => true;

    protected abstract ICover Cover();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async cover =>
    {
        await cover.Connect(default);
        Assert.Equal((Moves, true), (cover.HasCover, cover.HasPanel));
    });

    [Fact]
    public Task It_is_open_when_it_was_opened_and_closed_when_it_was_closed() => Connected(async cover =>
    {
        foreach (var open in Moves ? new[] { false, false, true, true, false } : [])
        {
            await (open ? cover.Open(default) : cover.Close(default));
            Assert.Equal(open, await cover.IsOpen(default));
        }
    });

    [Fact]
    public Task A_panel_alone_is_never_in_the_way() => Connected(async cover =>
    {
        await cover.Open(default);
        Assert.True(await cover.IsOpen(default));
        if (!Moves)
            await Assert.ThrowsAsync<DeviceException>(() => cover.Close(default));
    });

    [Fact]
    public Task Its_panel_shines_behind_the_closed_cover() => Connected(async cover =>
    {
        if (Moves)
            await cover.Close(default);
        foreach (var percent in new[] { 40, 1, 100, 0, 0 })
            await cover.Light(percent, default);
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public Task A_light_that_there_is_not_is_refused_with_its_ends(int percent) => Connected(async cover => Assert.Contains(
        $"{percent} %; 0 to 100", (await Assert.ThrowsAsync<DeviceException>(() => cover.Light(percent, default))).Message, StringComparison.Ordinal));

    protected Task Connected(Func<ICover, Task> test) => (rehearsal ??= new Rehearsal(Clock)).Do(async () =>
    {
        await using var cover = Cover();
        await cover.Connect(default);
        await test(cover);
    });
}
