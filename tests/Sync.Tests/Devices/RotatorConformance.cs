using Sync.Devices;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

/// <summary>What every rotator does. A subclass gives the rotator, and the clock it lives by.</summary>
public abstract class RotatorConformance : IDisposable
{
    private const double Near = 0.1;
    private Rehearsal? rehearsal;

    protected Rehearsal Rehearsal => rehearsal ??= new Rehearsal(Clock);

    protected abstract TimeProvider Clock { get; }

    protected abstract IRotator Rotator();

    public void Dispose()
    {
        rehearsal?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task A_second_connect_is_harmless() => Connected(async rotator =>
    {
        await rotator.Connect(default);
        Assert.InRange(rotator.Degrees, rotator.LowestDegrees, rotator.HighestDegrees);
    });

    [Fact]
    public Task It_stands_where_it_was_turned() => Connected(async rotator =>
    {
        var middle = (rotator.LowestDegrees + rotator.HighestDegrees) / 2;
        foreach (var degrees in new[] { middle, middle + 20.5, middle + 20.5, middle - 10, middle })
        {
            await rotator.Turn(degrees, default);
            Assert.InRange(Math.IEEERemainder(rotator.Degrees - degrees, 360), -Near, Near);
        }
    });

    [Fact]
    public Task An_angle_beyond_its_ends_is_refused_with_them() => Connected(async rotator =>
    {
        var before = rotator.Degrees;
        foreach (var degrees in new[] { rotator.LowestDegrees - 1, rotator.HighestDegrees + 1, double.NaN })
        {
            var trouble = await Assert.ThrowsAsync<DeviceException>(() => rotator.Turn(degrees, default));
            Assert.Contains(FormattableString.Invariant($"{rotator.HighestDegrees}°"), trouble.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, rotator.Degrees, 1);
    });

    [Fact]
    public Task A_cancelled_turn_stops_and_the_next_one_works() => Connected(async rotator =>
    {
        var from = (rotator.LowestDegrees + rotator.HighestDegrees) / 2;
        await rotator.Turn(from, default);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1), Clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rotator.Turn(from + 150, cancel.Token));
        Assert.True(Math.Abs(Math.IEEERemainder(rotator.Degrees - from - 150, 360)) > 5, $"it went on to {rotator.Degrees}°");
        await rotator.Turn(from, default);
        Assert.InRange(Math.IEEERemainder(rotator.Degrees - from, 360), -Near, Near);
    });

    protected Task Connected(Func<IRotator, Task> test) => Rehearsal.Do(async () =>
    {
        await using var rotator = Rotator();
        await rotator.Connect(default);
        await test(rotator);
    });
}
