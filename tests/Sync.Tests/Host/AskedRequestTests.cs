using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Host.Requests;
using Sync.Ledger;

namespace Sync.Tests.Host;

public sealed class AskedRequestTests
{
    private static readonly TimeSpan HearLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);
    private readonly FakeTime time = new();
    private readonly List<string> said = [];

    [Fact]
    public async Task A_scheduler_that_does_not_answer_is_told()
    {
        await using var services = Bus();
        var asking = Ask(new AskedRequest(time), services, _ => { });
        await time.Awaited(HearLimit);
        time.Advance(HearLimit);
        Assert.Equal((false, "The scheduler did not answer within 15 s: see that it runs."), await asking);
    }

    [Fact]
    public async Task What_comes_first_is_said_and_then_it_is_waited_for()
    {
        await using var services = Bus();
        var asked = new AskedRequest(time);
        var asking = Ask(asked, services, id => asked.Hear(new RequestHeard { RequestId = id, Sentence = "Soon." }));
        await time.Awaited(Within);
        Assert.Equal(["Soon."], said);
        time.Advance(Within);
        Assert.Equal((false, "It was not done within 10 min. Soon."), await asking);
    }

    [Fact]
    public async Task What_is_done_is_told_and_what_is_refused_too()
    {
        await using var services = Bus();
        var (granted, refused) = (new AskedRequest(time), new AskedRequest(time));
        Assert.Equal((true, "Done."), await Ask(granted, services, id => granted.Hear(new RequestGranted { RequestId = id, Sentence = "Done." })));
        Assert.Equal((false, "No."), await Ask(refused, services, id => refused.Hear(new RequestRefused { RequestId = id, Sentence = "No." })));
    }

    [Fact]
    public async Task An_answer_to_somebody_else_is_none()
    {
        await using var services = Bus();
        var asked = new AskedRequest(time);
        var asking = Ask(asked, services, _ => asked.Hear(new RequestGranted { RequestId = Guid.NewGuid(), Sentence = "Done." }));
        await time.Awaited(HearLimit);
        Assert.False(asking.IsCompleted);
        time.Advance(HearLimit);
        Assert.False((await asking).Done);
    }

    private static ServiceProvider Bus() =>
        new ServiceCollection().AddLogging().AddMassTransit(bus => bus.UsingInMemory((_, _) => { })).BuildServiceProvider();

    private async Task<(bool Done, string Sentence)> Ask(AskedRequest asked, ServiceProvider services, Action<Guid> answer)
    {
        var bus = services.GetRequiredService<IBusControl>();
        await bus.StartAsync();
        return await asked.Ask(
            bus,
            new LedgerOptions { ConnectionString = "", KeepUntilConsumed = false },
            id =>
            {
                answer(id);
                return new RequestResume { RequestId = id };
            },
            Within,
            said.Add,
            CancellationToken.None);
    }
}
