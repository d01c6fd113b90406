using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.World;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices;

public sealed class JointSafetyMonitorTests : IDisposable
{
    private readonly Rehearsal rehearsal = new();
    private readonly SimulatedSafetyMonitor rain;
    private readonly SimulatedSafetyMonitor wind;

    public JointSafetyMonitorTests()
    {
        var world = new SimulatedWorld(rehearsal.Time, 1, null);
        (rain, wind) = (new(world, "rain"), new(world, "wind"));
    }

    public void Dispose() => rehearsal.Dispose();

    [Fact]
    public Task It_is_safe_when_all_say_so() => Watched(async both =>
    {
        Assert.Equal(Safety.Safe, await both.Watch(null, default));
        wind.Turn("a storm");
        Assert.Equal("a storm", (await both.Watch(Safety.Safe, default)).Reason);
        rain.Turn("rain");
        Assert.Equal(new Safety(false, "rain; a storm"), await both.Watch(null, default));
        wind.Turn("");
        Assert.Equal("rain", (await both.Watch(null, default)).Reason);
    });

    [Fact]
    public Task One_that_turns_is_seen_within_seconds() => Watched(async both =>
    {
        Assert.True((await both.Watch(null, default)).IsSafe);
        var watching = rehearsal.Do(() => both.Watch(Safety.Safe, default));
        rain.Turn("rain");
        Assert.False((await watching).IsSafe);
        Assert.InRange(rehearsal.Passed.TotalSeconds, 0, 3);
    });

    [Fact]
    public async Task One_that_fails_is_told_by_its_name()
    {
        await using var both = new JointSafetyMonitor([rain, wind], rehearsal.Time);
        await rain.Connect(default);
        Assert.Contains("wind", (await Assert.ThrowsAsync<DeviceException>(() => both.Watch(null, default))).Message, StringComparison.Ordinal);
    }

    private Task Watched(Func<JointSafetyMonitor, Task> test) => rehearsal.Do(async () =>
    {
        await using var both = new JointSafetyMonitor([rain, wind], rehearsal.Time);
        await both.Connect(default);
        await test(both);
    });
}
