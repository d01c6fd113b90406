using Sync.Clock;
using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What every dome and every roof does. A subclass gives it, and the clock it lives by.</summary>
public abstract class DomeConformance : IDisposable
{
    private Rehearsal? rehearsal;

    protected Rehearsal Rehearsal => rehearsal ??= new Rehearsal(Clock);

    protected virtual double ToleranceDegrees => 1;

    protected abstract TimeProvider Clock { get; }

    protected abstract IDome Dome();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async dome =>
    {
        await dome.Connect(default);
        Assert.True(dome.Facts.Closes);
    });

    [Fact]
    public Task It_opens_and_closes_and_says_so() => Connected(async dome =>
    {
        await dome.Open(default);
        Assert.Equal(DomeOpening.Open, (await dome.Look(default)).Opening);
        await dome.Open(default); // harmless
        await dome.Close(default);
        Assert.Equal(DomeOpening.Closed, (await dome.Look(default)).Opening);
        await dome.Close(default); // harmless
    });

    [Fact]
    public async Task While_it_closes_it_says_that_it_moves()
    {
        await using var dome = Dome();
        await Rehearsal.Do(async () =>
        {
            await dome.Connect(default);
            await dome.Open(default);
        });
        var meanwhile = DomeOpening.Unknown;
        await Rehearsal.Together(() => dome.Close(default), async () =>
        {
            await Clock.Pass(TimeSpan.FromSeconds(2), default);
            meanwhile = (await dome.Look(default)).Opening;
        });
        Assert.Equal(DomeOpening.Moving, meanwhile);
    }

    [Fact]
    public Task One_that_is_told_to_close_while_it_opens_is_closed_in_the_end() => Connected(async dome =>
    {
        await dome.Close(default);
        using (var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2), Clock))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dome.Open(cancel.Token));
        await dome.Close(default);
        Assert.Equal(DomeOpening.Closed, (await dome.Look(default)).Opening);
    });

    [Fact]
    public Task It_stands_where_it_was_turned_to_or_does_not_turn_at_all() => Connected(async dome =>
    {
        foreach (var azimuth in new[] { 40.0, 350, 350, 20 })
        {
            if (dome.Facts.Turns)
                await dome.Turn(azimuth, default);
            else
                await Assert.ThrowsAsync<DeviceException>(() => dome.Turn(azimuth, default));
            var state = await dome.Look(default);
            Assert.False(state.Turning);
            Assert.True(dome.Facts.Turns ? Off(state.AzimuthDegrees!.Value, azimuth) <= ToleranceDegrees : state.AzimuthDegrees is null, $"{state.AzimuthDegrees}");
        }
    });

    [Fact]
    public Task An_azimuth_that_is_none_is_refused() => Connected(async dome =>
    {
        foreach (var azimuth in new[] { -1, 361, double.NaN })
            Assert.Contains(dome.Facts.Turns ? "0° to 360°" : "turn", (await Assert.ThrowsAsync<DeviceException>(() => dome.Turn(azimuth, default))).Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_cancelled_turn_stops_on_its_way() => Connected(async dome =>
    {
        if (!dome.Facts.Turns)
            return;
        await dome.Turn(10, default);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(3), Clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dome.Turn(180, cancel.Token));
        var state = await dome.Look(default);
        Assert.InRange(state.AzimuthDegrees!.Value, 11, 179);
        await Clock.Pass(TimeSpan.FromSeconds(3), default);
        Assert.Equal(state.AzimuthDegrees.Value, (await dome.Look(default)).AzimuthDegrees!.Value, ToleranceDegrees);
    });

    [Fact]
    public Task Parked_it_turns_and_opens_again() => Connected(async dome =>
    {
        await dome.Close(default);
        await dome.Park(default);
        await dome.Park(default); // harmless
        if (dome.Facts.Turns)
            await dome.Turn(120, default);
        await dome.Open(default);
        Assert.Equal(DomeOpening.Open, (await dome.Look(default)).Opening);
    });

    protected static double Off(double one, double other) => Math.Abs(Math.IEEERemainder(one - other, 360));

    protected Task Connected(Func<IDome, Task> test) => Rehearsal.Do(async () =>
    {
        await using var dome = Dome();
        await dome.Connect(default);
        await test(dome);
    });
}
