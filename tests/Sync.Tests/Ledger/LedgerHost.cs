using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Ledger.Sagas;

namespace Sync.Tests.Ledger;

/// <summary>A small program on the ledger: a saga that counts, a consumer that writes, and one that fails.</summary>
internal sealed class LedgerHost : IAsyncDisposable
{
    public static readonly Migration Tables = new("test", 1, """
        create table tally (id char(32) not null primary key, version int not null, state varchar(32) not null, body nvarchar(max) not null, created bigint not null);
        create table note (text nvarchar(200) not null);
        """);

    private readonly IHost host;

    private LedgerHost(IHost host) => this.host = host;

    public Store Store => host.Services.GetRequiredService<Store>();

    public IBus Bus => host.Services.GetRequiredService<IBus>();

    public Seen Seen => host.Services.GetRequiredService<Seen>();

    public System.Diagnostics.Metrics.Meter Meter => host.Services.GetRequiredService<LedgerMeter>().Meter;

    /// <param name="connectionString">of its database</param>
    /// <param name="time">null for the real one</param>
    /// <param name="delivers">false for one that commits and sends nothing</param>
    /// <param name="keeps">false for a transport that is a broker: what it has confirmed is its own</param>
    public static async Task<LedgerHost> Start(string connectionString, TimeProvider? time = null, bool delivers = true, bool keeps = true)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<Seen>();
        builder.Services.AddLedger(new LedgerOptions { ConnectionString = connectionString, KeepUntilConsumed = keeps });
        builder.Services.AddTables(Tables);
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddSagaStateMachine<TallyMachine, Tally>().Endpoint(e => e.Name = "tally").InTable("tally");
            bus.AddConsumer<NoteConsumer>().Endpoint(e => e.Name = "notes");
            bus.AddConsumer<FailingConsumer>().Endpoint(e => e.Name = "failing");
            bus.AddConfigureEndpointsCallback((context, _, e) =>
            {
                e.ConcurrentMessageLimit = 1; // as the host has it: order is kept where it can be
                e.UseLedger(context);
            });
            bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });
        var host = builder.Build();
        await host.Services.GetRequiredService<Store>().Migrate(host.Services.GetServices<Migration>(), CancellationToken.None);
        if (delivers)
            await host.StartAsync();
        return new LedgerHost(host);
    }

    public async Task<Tally?> Tally(Guid id) =>
        await Store.Write(t => Task.FromResult(host.Services.GetRequiredService<SagaTable<Tally>>().Load(t, id)), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}

/// <summary>What arrived, for tests that wait for it.</summary>
internal sealed class Seen
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> awaited = new();

    public Task Of(string what) => Awaited(what).Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Saw(string what) => Awaited(what).TrySetResult();

    private TaskCompletionSource Awaited(string what) =>
        awaited.GetOrAdd(what, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

public sealed record Count(Guid Id, int Step);

public sealed record CountLater(Guid Id, int Milliseconds);

public sealed record TakeBack(Guid Id);

public sealed record Late(Guid Id);

public sealed record Note(string Text);

public sealed record Trouble(string Text);

public sealed class Tally : ISagaRow
{
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    public string CurrentState { get; set; } = "";

    public int Total { get; set; }

    public int LateOnes { get; set; }

    public Guid? Token { get; set; }
}

internal sealed class TallyMachine : MassTransitStateMachine<Tally>
{
    public TallyMachine(Seen seen, TimeProvider time)
    {
        InstanceState(x => x.CurrentState);
        Event(() => Counted, x => x.CorrelateById(c => c.Message.Id));
        Event(() => Later, x => x.CorrelateById(c => c.Message.Id));
        Event(() => TakenBack, x => x.CorrelateById(c => c.Message.Id));
        Schedule(() => IsLate, x => x.Token, s => s.Received = e => e.CorrelateById(c => c.Message.Id));
        Initially(When(Counted).Then(c => c.Saga.Total += c.Message.Step).TransitionTo(Counting));
        During(Counting,
            When(Counted).Then(c => c.Saga.Total += c.Message.Step).ThenAsync(async c =>
            {
                await c.Send(new Uri("exchange:notes"), new Note($"total {c.Saga.Total}"));
                if (c.Message.Step == 13)
                    throw new InvalidOperationException("thirteen");
            }),
            When(Later).Schedule(IsLate, c => new Late(c.Saga.CorrelationId), c => time.GetUtcNow().AddMilliseconds(c.Message.Milliseconds).UtcDateTime),
            When(TakenBack).Unschedule(IsLate).Then(c => seen.Saw("taken back")),
            When(IsLate.Received).Then(c => c.Saga.LateOnes++).ThenAsync(c => c.Send(new Uri("exchange:notes"), new Note("late"))));
    }

    public State Counting { get; private set; } = null!;

    public Event<Count> Counted { get; private set; } = null!;

    public Event<CountLater> Later { get; private set; } = null!;

    public Event<TakeBack> TakenBack { get; private set; } = null!;

    public Schedule<Tally, Late> IsLate { get; private set; } = null!;
}

internal sealed class NoteConsumer(Transaction transaction, Seen seen) : IConsumer<Note>
{
    public Task Consume(ConsumeContext<Note> context)
    {
        transaction.Execute("insert into note (text) values (@Text)", context.Message);
        transaction.OnCommitted(() => seen.Saw(context.Message.Text));
        return Task.CompletedTask;
    }
}

internal sealed class FailingConsumer(Transaction transaction) : IConsumer<Trouble>
{
    public Task Consume(ConsumeContext<Trouble> context)
    {
        transaction.Execute("insert into note (text) values (@Text)", context.Message);
        throw new InvalidOperationException("This consumer always fails.");
    }
}
