using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What every filter wheel does. A subclass gives the wheel, and the clock it lives by.</summary>
public abstract class FilterWheelConformance : IDisposable
{
    private Rehearsal? rehearsal;

    protected Rehearsal Rehearsal => rehearsal ??= new Rehearsal(Clock);

    protected abstract TimeProvider Clock { get; }

    /// <summary>With two filters or more.</summary>
    protected abstract IFilterWheel Wheel();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async wheel =>
    {
        await wheel.Connect(default);
        Assert.True(wheel.Filters.Count >= 2);
    });

    [Fact]
    public Task Each_filter_can_be_selected() => Connected(async wheel =>
    {
        foreach (var filter in wheel.Filters)
        {
            await wheel.Select(filter, default);
            Assert.Equal(filter, wheel.Current);
        }
    });

    [Fact]
    public Task Selecting_the_filter_that_is_there_is_harmless() => Connected(async wheel =>
    {
        await wheel.Select(wheel.Filters[1], default);
        await wheel.Select(wheel.Filters[1], default);
        Assert.Equal(wheel.Filters[1], wheel.Current);
    });

    [Fact]
    public Task An_unknown_filter_is_refused_with_the_names_of_those_there_are() => Connected(async wheel =>
    {
        var trouble = await Assert.ThrowsAsync<DeviceException>(() => wheel.Select("Moonshine", default));
        Assert.Contains("Moonshine", trouble.Message, StringComparison.Ordinal);
        Assert.All(wheel.Filters, filter => Assert.Contains(filter, trouble.Message, StringComparison.Ordinal));
    });

    protected Task Connected(Func<IFilterWheel, Task> test) => Rehearsal.Do(async () =>
    {
        await using var wheel = Wheel();
        await wheel.Connect(default);
        await test(wheel);
    });
}
