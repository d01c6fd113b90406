using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Contracts;
using Sync.Host.Messaging;
using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Ledger.Sagas;
using Sync.Scheduler;
using Sync.Scheduler.Events;
using Sync.Scheduler.Nights;
using Sync.Script;

namespace Sync.Tests.Scheduler.Rounds;

/// <summary>The scheduler on a real bus and a real store; the test speaks for all others. Time stands but where the test lets it pass.</summary>
internal sealed class SchedulerStage : IAsyncDisposable
{
    /// <summary>Delivery of the outbox, the watch over the fleet and the signs to dither.</summary>
    public const int Services = 3;

    public static readonly string[] Cameras = ["a", "b", "c"];
    public static readonly GeoSite Site = new(28.76, -17.88, 2200);
    private readonly IHost host;
    private IDisposable? hold;

    private SchedulerStage(IHost host, StageClock time) => (this.host, Time) = (host, time);

    public StageClock Time { get; }

    public Probe Probe => host.Services.GetRequiredService<Probe>();

    public System.Diagnostics.Metrics.Meter Meter => host.Services.GetRequiredService<SchedulerMeter>().Meter;

    /// <summary>What the dither service answers to signs.</summary>
    public SignAnswers Dither => host.Services.GetRequiredService<SignAnswers>();

    /// <summary>What was posted to others.</summary>
    public Web Web => host.Services.GetRequiredService<Web>();

    public BarrierDoor Door => host.Services.GetRequiredService<BarrierDoor>();

    public Store Store => host.Services.GetRequiredService<Store>();

    public static async Task<SchedulerStage> Start(string database, DateTimeOffset at, IEnumerable<KeyValuePair<string, string?>>? settings = null, Playbook? playbook = null)
    {
        var time = new StageClock(at);
        var stage = new SchedulerStage(Build(database, time, settings ?? [], playbook ?? Playbook.Empty), time);
        await stage.Store.Migrate(stage.host.Services.GetServices<Migration>(), CancellationToken.None);
        await stage.host.StartAsync();
        await time.Began(Services);
        stage.hold = Work.Begin(time);
        await stage.Tell("ping", new Ping());
        await stage.Probe.Hears<Ping>();
        time.Inner.Start();
        await stage.ComesToRest();
        return stage;
    }

    public Task Tell<T>(string endpoint, T message)
        where T : class => Store.Write(t => t.Send(endpoint, message), CancellationToken.None);

    /// <summary>As heartbeats are sent: not through the outbox.</summary>
    public async Task Say<T>(string endpoint, T message)
        where T : class => await (await host.Services.GetRequiredService<IBus>().GetSendEndpoint(host.Services.GetRequiredService<LedgerOptions>().Address(endpoint))).Send(message);

    /// <summary>Returns when this much time has passed and all that it brought has been dealt with.</summary>
    public async Task Passes(TimeSpan span)
    {
        await Time.Pass(span, CancellationToken.None);
        await ComesToRest();
    }

    public Task Passes(double seconds) => Passes(TimeSpan.FromSeconds(seconds));

    /// <summary>Returns when all that was said has been dealt with: only then does the smallest of times pass.</summary>
    public Task ComesToRest() => Time.Pass(TimeSpan.FromTicks(1), CancellationToken.None);

    public Tonight Tonight => host.Services.GetRequiredService<Tonight>();

    public Task<T?> Row<T>(Guid id)
        where T : class, ISagaRow => Store.Write(t => Task.FromResult(host.Services.GetRequiredService<SagaTable<T>>().Load(t, id)), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(); // time stands meanwhile, or timers would fire into a scheduler that is going
        host.Dispose();
        hold?.Dispose();
        Time.Dispose();
    }

    private static IHost Build(string database, StageClock time, IEnumerable<KeyValuePair<string, string?>> settings, Playbook playbook)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Night:EveryEvening", "false")]).AddInMemoryCollection(settings);
        builder.Services.AddLogging();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddSingleton(playbook);
        builder.Services.AddSingleton<SignAnswers>();
        builder.Services.AddSingleton<Web>();
        builder.Services.AddSingleton<HttpMessageHandler>(s => s.GetRequiredService<Web>());
        builder.Services.AddSingleton(new Observatory(Site));
        builder.Services.AddSingleton(new ExpectedCameras(["a", "b"]));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddLedger(new() { ConnectionString = database, KeepUntilConsumed = true });
        var transit = new WorkInTransit(time.Inner);
        builder.Services.AddSendObserver(_ => transit);
        builder.Services.AddReceiveObserver(_ => transit);
        builder.Services.AddConsumeObserver<Recorder>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddScheduler(builder.Configuration);
            AddSinks(bus);
            bus.AddConfigureEndpointsCallback((context, name, e) => RoleHost.Shape(context, name, e));
            bus.UsingInMemory(Listen);
        });
        return builder.Build();
    }

    private static void AddSinks(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<Sink<Ping>>().Endpoint(e => e.Name = "ping");
        bus.AddConsumer<Sink<Slew>>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<AnsweringConsumer>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<Sink<Flip>>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<Sink<Contracts.Dither>>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<Sink<Rest>>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<Sink<Park>>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<Sink<GradeFrame>>().Endpoint(e => e.Name = Addresses.Grader);
        bus.AddConsumer<Asked<Slew>>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<Asked<GradeFrame>>().Endpoint(e => e.Name = Addresses.Grader);
        bus.AddConsumer<Asked<PrepareRound>>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<Sink<CheckCompleted>>().Endpoint(e => e.Name = Addresses.Operator);
        bus.AddConsumer<Sink<RequestHeard>>().Endpoint(e => e.Name = Addresses.Operator);
        bus.AddConsumer<Sink<RequestGranted>>().Endpoint(e => e.Name = Addresses.Operator);
        bus.AddConsumer<Sink<RequestRefused>>().Endpoint(e => e.Name = Addresses.Operator);
        bus.AddConsumer<Sink<PrepareRound>>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<Sink<OpenShutters>>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<Sink<AbortSlot>>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<Sink<RunStep>>().ExcludeFromConfigureEndpoints();
    }

    private static void Listen(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator memory)
    {
        foreach (var name in Cameras.Select(Addresses.Camera))
        {
            memory.ReceiveEndpoint(name, e =>
            {
                RoleHost.Shape(context, name, e);
                e.ConfigureConsumer<Sink<PrepareRound>>(context);
                e.ConfigureConsumer<Asked<PrepareRound>>(context);
                e.ConfigureConsumer<Sink<OpenShutters>>(context);
                e.ConfigureConsumer<Sink<AbortSlot>>(context);
                e.ConfigureConsumer<Sink<RunStep>>(context);
            });
        }
        memory.ConfigureEndpoints(context);
    }
}
