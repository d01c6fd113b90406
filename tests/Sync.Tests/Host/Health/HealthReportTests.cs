using System.Data.Common;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Sync.Clock;
using Sync.Host.Health;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Tests.Host.Health;

public class HealthReportTests
{
    [Fact]
    public async Task A_database_that_hangs_is_told_of_and_asked_once()
    {
        using var dialect = new HangingDialect();
        using var time = new SimulatedTime(DateTimeOffset.UnixEpoch);
        time.Start();
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var store = new Store(new LedgerOptions { ConnectionString = "Data Source=:memory:", KeepUntilConsumed = true, Dialect = dialect }, TimeProvider.System, services);
        var bus = Bus.Factory.CreateUsingInMemory(_ => { });
        await bus.StartAsync();
        var report = new HealthReport(bus, store, time);
        for (var i = 0; i < 5; i++)
            Assert.Equal("The database has not answered for 2 s.", await report.Problem(CancellationToken.None));
        Assert.InRange(dialect.Asked, 0, 1); // the thread that asks may not have begun
        await bus.StopAsync();
    }

    [Fact]
    public async Task A_bus_that_is_not_started_is_told_of()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var store = new Store(new LedgerOptions { ConnectionString = "Data Source=:memory:", KeepUntilConsumed = true }, TimeProvider.System, services);
        var report = new HealthReport(Bus.Factory.CreateUsingInMemory(_ => { }), store, TimeProvider.System);
        Assert.Equal("The broker is not connected.", await report.Problem(CancellationToken.None));
    }

    private sealed class HangingDialect : Dialect, IDisposable
    {
        private readonly SqliteDialect sqlite = new();
        private readonly ManualResetEventSlim over = new();
        private int asked;

        public int Asked => asked;

        public override bool SingleWriter => true;

        public override bool LosesCommits => false;

        public override string TableExists => sqlite.TableExists;

        public override DbConnection Open(string connectionString, bool readOnly)
        {
            Interlocked.Increment(ref asked);
            over.Wait();
            throw new InvalidOperationException("The test is over.");
        }

        public override string Translate(string ddl) => sqlite.Translate(ddl);

        public override string First(int count, string select) => sqlite.First(count, select);

        public override bool IsTransient(Exception exception) => false;

        public override bool IsDuplicate(Exception exception) => false;

        public void Dispose() => over.Set();
    }
}
