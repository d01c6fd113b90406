using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Host.Checks;
using Sync.Ledger;
using Sync.Scheduler.Checks;

namespace Sync.Tests.Host;

public sealed class AskedCheckTests
{
    private static readonly TimeSpan Limit = new CheckOptions().AnswerWithin + TimeSpan.FromSeconds(15);
    private readonly FakeTime time = new();

    [Fact]
    public async Task A_scheduler_that_does_not_answer_is_told()
    {
        await using var services = Bus();
        var asking = Ask(new AskedCheck(time), services);
        await time.Awaited(Limit);
        time.Advance(Limit);
        Assert.Equal((null, "The scheduler did not answer within 60 s: see that it runs."), await asking);
    }

    [Fact]
    public async Task An_answer_to_somebody_else_is_none()
    {
        await using var services = Bus();
        var asked = new AskedCheck(time);
        var asking = Ask(asked, services);
        await time.Awaited(Limit);
        asked.Hear(new() { CheckId = Guid.NewGuid(), At = default, Items = [], IsReady = true });
        Assert.False(asking.IsCompleted);
        time.Advance(Limit);
        Assert.Null((await asking).Completed);
    }

    private static ServiceProvider Bus() =>
        new ServiceCollection().AddLogging().AddMassTransit(bus => bus.UsingInMemory((_, _) => { })).BuildServiceProvider();

    private static async Task<(CheckCompleted? Completed, string? Failure)> Ask(AskedCheck asked, ServiceProvider services)
    {
        var bus = services.GetRequiredService<IBusControl>();
        await bus.StartAsync();
        return await asked.Ask(bus, new LedgerOptions { ConnectionString = "", KeepUntilConsumed = false }, new(), CancellationToken.None);
    }
}
