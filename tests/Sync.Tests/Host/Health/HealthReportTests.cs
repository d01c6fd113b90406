using MassTransit;
using Sync.Clock;
using Sync.Host.Health;
using Sync.Ledger;

namespace Sync.Tests.Host.Health;

public class HealthReportTests
{
    [Fact]
    public async Task A_database_that_hangs_is_told_of_and_asked_once()
    {
        using var time = new SimulatedTime(DateTimeOffset.UnixEpoch);
        time.Start();
        var (asked, never) = (0, new TaskCompletionSource());
        var bus = await Running();
        var report = new HealthReport(bus, Ask, time);
        for (var i = 0; i < 5; i++)
            Assert.Equal("The database has not answered for 2 s.", await report.Problem(CancellationToken.None));
        Assert.InRange(asked, 0, 1); // whoever asks may not have begun
        await bus.StopAsync();

        Task Ask()
        {
            asked++;
            return never.Task;
        }
    }

    [Fact]
    public async Task A_database_that_is_there_again_is_asked_again()
    {
        var broken = true;
        var bus = await Running();
        var report = new HealthReport(bus, () => broken ? throw new LedgerException("It is away.") : Task.CompletedTask, TimeProvider.System);
        Assert.Equal("The database does not answer.", await report.Problem(CancellationToken.None));
        broken = false;
        Assert.Null(await report.Problem(CancellationToken.None));
        await bus.StopAsync();
    }

    [Fact]
    public async Task A_bus_that_is_not_started_is_told_of()
    {
        var report = new HealthReport(Bus.Factory.CreateUsingInMemory(_ => { }), () => Task.CompletedTask, TimeProvider.System);
        Assert.Equal("The broker is not connected.", await report.Problem(CancellationToken.None));
    }

    private static async Task<IBusControl> Running()
    {
        var bus = Bus.Factory.CreateUsingInMemory(_ => { });
        await bus.StartAsync();
        return bus;
    }
}
