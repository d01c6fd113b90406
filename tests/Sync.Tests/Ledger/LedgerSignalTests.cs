using System.Diagnostics;
using MassTransit;
using Sync.Ledger.Messages;

namespace Sync.Tests.Ledger;

/// <summary>Transactions in traces, and what is measured of messages.</summary>
public sealed class LedgerSignalTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Scratch scratch = new();
    private readonly TraceRecorder traces = new();
    private readonly Guid round = Guid.NewGuid();

    public void Dispose()
    {
        traces.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public async Task A_transaction_is_in_the_trace_that_it_is_made_in()
    {
        await using var host = await LedgerHost.Start(scratch.Database, delivers: false);
        using (TraceRecorder.Within(round))
            await host.Store.Write(t => t.Execute("insert into note (text) values ('traced')"), None);
        var write = Assert.Single(traces.OfRound(round), s => s.DisplayName == "database write");
        Assert.Equal((ActivityKind.Client, ActivityStatusCode.Unset, "sqlite"), (write.Kind, write.Status, write.GetTagItem("db.system.name")));
    }

    [Fact]
    public async Task A_transaction_that_fails_says_why()
    {
        await using var host = await LedgerHost.Start(scratch.Database, delivers: false);
        using (TraceRecorder.Within(round))
            await Assert.ThrowsAsync<InvalidOperationException>(() => host.Store.Write(_ => throw new InvalidOperationException("on the way"), None));
        var write = Assert.Single(traces.OfRound(round), s => s.DisplayName == "database write");
        Assert.Equal((ActivityStatusCode.Error, "on the way"), (write.Status, write.StatusDescription));
    }

    [Fact]
    public async Task What_is_sent_outside_of_a_consumer_goes_on_in_its_trace_in_the_next_process()
    {
        await using (var dying = await LedgerHost.Start(scratch.Database, delivers: false))
        {
            using var span = TraceRecorder.Within(round);
            await dying.Store.Write(t => t.Send("notes", new Note("traced")), None);
        }
        await using (var next = await LedgerHost.Start(scratch.Database))
            await next.Seen.Of("traced");
        Assert.Contains(traces.OfRound(round), s => s.DisplayName == "notes process");
        Assert.Empty(traces.Orphans(round));
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_timed_once()
    {
        await using var host = await LedgerHost.Start(scratch.Database);
        using var meters = new MeterRecorder(host.Meter);
        var (notes, id) = (await host.Bus.GetSendEndpoint(new Uri("exchange:notes")), NewId.NextGuid());
        for (var i = 0; i < 3; i++)
        {
            await notes.Send(new Note("the same"), c =>
            {
                c.MessageId = id;
                Arrival.Mark(c);
            });
        }
        await host.Store.Write(t => t.Send("notes", new Note("after")), None);
        await host.Seen.Of("after");
        Assert.Equal(2, meters.All("sync.queue.delay", ("messaging.destination.name", "notes")).Count);
    }

    [Fact]
    public async Task The_planned_delay_of_a_scheduled_message_is_no_delay()
    {
        using var time = new Sync.Clock.SimulatedTime(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var host = await LedgerHost.Start(scratch.Database, time);
        using var meters = new MeterRecorder(host.Meter);
        var id = NewId.NextGuid();
        await host.Store.Write(t => t.Send("tally", new Count(id, 1)), None);
        await host.Store.Write(t => t.Send("tally", new CountLater(id, 3_600_000)), None);
        await host.Store.Write(t => t.Send("tally", new Count(id, 2)), None);
        await host.Seen.Of("total 3");
        time.Start();
        await host.Seen.Of("late");
        Assert.All(meters.All("sync.queue.delay"), d => Assert.InRange(d, 0, 600));
        Assert.All(meters.All("sync.outbox.delay"), d => Assert.InRange(d, 0, 600));
        Assert.Equal(4, meters.All("sync.queue.delay", ("messaging.destination.name", "tally")).Count);
    }

    [Fact]
    public async Task The_backlog_is_what_is_due_and_not_kept_aside()
    {
        await using var host = await LedgerHost.Start(scratch.Database, delivers: false);
        using var meters = new MeterRecorder(host.Meter);
        foreach (var text in new[] { "one", "two", "three" })
            await host.Store.Write(t => t.Send("notes", new Note(text)), None);
        await host.Store.Write(t => t.Execute("update outbox set parked = 1 where seq = (select min(seq) from outbox)"), None);
        Assert.Equal(2, meters.Observed("sync.outbox.backlog"));
        await host.Store.Write(t => t.Execute("update outbox set due = @later where seq = (select max(seq) from outbox)", new { later = t.Now + 60_000 }), None);
        Assert.Equal(1, meters.Observed("sync.outbox.backlog"));
    }
}
