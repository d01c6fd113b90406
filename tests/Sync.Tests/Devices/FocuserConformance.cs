using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What every focuser does. A subclass gives the focuser, and the clock it lives by.</summary>
public abstract class FocuserConformance : IDisposable
{
    private Rehearsal? rehearsal;

    protected Rehearsal Rehearsal => rehearsal ??= new Rehearsal(Clock);

    protected abstract TimeProvider Clock { get; }

    protected abstract IFocuser Focuser();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async focuser =>
    {
        await focuser.Connect(default);
        Assert.InRange(focuser.Position, 0, focuser.HighestPosition);
    });

    [Fact]
    public Task It_stands_where_it_was_sent() => Connected(async focuser =>
    {
        var middle = focuser.HighestPosition / 2;
        foreach (var position in new[] { middle, middle + 100, middle + 100, middle - 250, middle })
        {
            await focuser.Move(position, default);
            Assert.Equal(position, focuser.Position);
        }
    });

    [Fact]
    public Task A_position_that_there_is_not_is_refused_with_those_there_are() => Connected(async focuser =>
    {
        var before = focuser.Position;
        foreach (var position in new[] { -1, focuser.HighestPosition + 1 })
        {
            var trouble = await Assert.ThrowsAsync<DeviceException>(() => focuser.Move(position, default));
            Assert.Contains($"{position}", trouble.Message, StringComparison.Ordinal);
            Assert.Contains($"0 to {focuser.HighestPosition}", trouble.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, focuser.Position);
    });

    [Fact]
    public Task A_cancelled_move_stops_on_its_way() => Connected(async focuser =>
    {
        var (from, to) = (focuser.HighestPosition / 4, 3 * focuser.HighestPosition / 4);
        await focuser.Move(from, default);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2), Clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => focuser.Move(to, cancel.Token));
        var stopped = focuser.Position;
        Assert.InRange(stopped, from + 1, to - 1);
        await focuser.Move(stopped, default);
        Assert.Equal(stopped, focuser.Position);
    });

    [Fact]
    public Task Its_temperature_is_one_or_is_not_told() => Connected(async focuser =>
        Assert.InRange(await focuser.Celsius(default) ?? 0, -60, 60));

    protected Task Connected(Func<IFocuser, Task> test) => Rehearsal.Do(async () =>
    {
        await using var focuser = Focuser();
        await focuser.Connect(default);
        await test(focuser);
    });
}
