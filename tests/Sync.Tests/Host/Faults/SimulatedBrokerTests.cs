using MassTransit;
using Sync.Clock;
using Sync.Contracts;
using Sync.Host.Faults;
using Sync.Ledger;

namespace Sync.Tests.Host.Faults;

public sealed class SimulatedBrokerTests : IDisposable
{
    private readonly SimulatedTime time = new(new(2026, 11, 9, 20, 0, 0, TimeSpan.Zero));
    private readonly SimulatedBroker broker;
    private readonly IBus bus = Bus.Factory.CreateUsingInMemory(_ => { });
    private readonly List<Guid> came = [];

    public SimulatedBrokerTests() => broker = new(time, 1);

    [Fact]
    public async Task A_letter_waits_for_its_reader_and_is_given_out_once()
    {
        var letter = Durable();
        await broker.Take(Senders.Scheduler, letter);
        Assert.Empty(came);
        await broker.Connect(Senders.Dither, bus);
        broker.Acknowledge(Senders.Dither, letter.MessageId, null);
        await broker.Connect(Senders.Dither, bus);
        Assert.Equal([letter.MessageId], came);
    }

    [Fact]
    public async Task What_a_dead_reader_had_not_acknowledged_is_given_out_again_before_what_came_later()
    {
        Letter first = Durable(), second = Durable();
        await broker.Connect(Senders.Dither, bus);
        await broker.Take(Senders.Scheduler, first);
        broker.Disconnect(Senders.Dither);
        await broker.Take(Senders.Scheduler, second);
        await broker.Connect(Senders.Dither, bus);
        Assert.Equal([first.MessageId, first.MessageId, second.MessageId], came);
    }

    [Fact]
    public async Task A_broker_that_dies_keeps_what_must_not_be_lost_and_takes_nothing_meanwhile()
    {
        Letter durable = Durable(), transient = Durable() with { Life = TimeSpan.FromMinutes(1) };
        await broker.Take(Senders.Scheduler, durable);
        await broker.Take(Senders.Scheduler, transient);
        broker.Die();
        await Assert.ThrowsAsync<IOException>(() => broker.Take(Senders.Scheduler, Durable()));
        await broker.Connect(Senders.Dither, bus);
        Assert.Empty(came);
        await broker.Return();
        Assert.Equal([durable.MessageId], came);
    }

    [Fact]
    public async Task A_role_that_is_cut_off_gets_and_sends_nothing_until_it_is_mended()
    {
        await broker.Connect(Senders.Dither, bus);
        broker.Cut(Senders.Dither);
        var letter = Durable();
        await broker.Take(Senders.Scheduler, letter);
        await Assert.ThrowsAsync<IOException>(() => broker.Take(Senders.Dither, Durable()));
        Assert.Empty(came);
        await broker.Mend(Senders.Dither);
        Assert.Equal([letter.MessageId], came);
    }

    [Fact]
    public async Task Messages_come_twice_or_not_at_all_when_it_is_so_disturbed()
    {
        await broker.Connect(Senders.Dither, bus);
        broker.Disturb(FaultKind.Twice, Senders.Dither, time.GetUtcNow().AddMinutes(1));
        broker.Disturb(FaultKind.Lossy, Senders.Dither, time.GetUtcNow().AddMinutes(1));
        var letter = Durable();
        await broker.Take(Senders.Scheduler, letter);
        await broker.Take(Senders.Scheduler, Durable() with { Life = TimeSpan.FromSeconds(10) });
        await Until(TimeSpan.FromSeconds(30));
        Assert.Equal([letter.MessageId, letter.MessageId], came);
    }

    [Fact]
    public async Task What_is_late_is_overtaken()
    {
        await broker.Connect(Senders.Dither, bus);
        broker.Disturb(FaultKind.Late, Senders.Dither, time.GetUtcNow().AddMinutes(1));
        List<Letter> letters = [.. Enumerable.Range(0, 8).Select(_ => Durable())];
        foreach (var letter in letters)
            await broker.Take(Senders.Scheduler, letter);
        await Until(TimeSpan.FromSeconds(30));
        Assert.Equal(letters.Select(l => l.MessageId).Order(), came.Order());
        Assert.NotEqual(letters.Select(l => l.MessageId), came);
    }

    public void Dispose() => time.Dispose();

    private Letter Durable()
    {
        var id = Guid.NewGuid();
        return new(id, Addresses.Dither, null, (_, _) =>
        {
            came.Add(id);
            return Task.CompletedTask;
        });
    }

    private async Task Until(TimeSpan length)
    {
        using var work = Work.Begin(time);
        time.Start();
        await time.Pass(length, default);
    }
}
