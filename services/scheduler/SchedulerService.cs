using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Events;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Frames;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Planning;
using Sync.Scheduler.Requests;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Safety;
using Sync.Scheduler.Story;
using Sync.Scheduler.Watch;
using Sync.Script;

namespace Sync.Scheduler;

/// <summary>The night, the rounds, the plan: what the scheduler is made of.</summary>
public static class SchedulerService
{
    /// <summary>Its tables, step by step.</summary>
    public static IReadOnlyList<Migration> Tables { get; } =
    [
        CatalogueTables.First, BookTables.First, SagaTables.First, CheckTables.First, StoryTables.First, StoryTables.Second, BookTables.Slots,
        EventTables.First, BookTables.Focus, BookTables.Solve, Interruptions.Tables, BookTables.Script,
    ];

    /// <summary>The host says where the telescopes stand by an <see cref="Observatory"/>, and before, which cameras the rig has by <see cref="ExpectedCameras"/>.</summary>
    /// <exception cref="ArgumentException">a setting can't be used; the message names it, its value and what is allowed</exception>
    public static void AddScheduler(this IBusRegistrationConfigurator bus, IConfiguration configuration)
    {
        bus.AddSingleton(Checked(configuration.GetSection("Night").Get<NightOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Rounds(configuration, Cameras(bus)));
        bus.AddSingleton(Checked(configuration.GetSection("Flip").Get<FlipOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Guiding").Get<GuidingOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("FocusSlots").Get<FocusSlotOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("SolveSlots").Get<SolveSlotOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Centring").Get<CentringOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Fleet").Get<FleetOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Check").Get<CheckOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Safety").Get<SafetyOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Watchdog").Get<SignOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Script").Get<ScriptOptions>() ?? new(), o => o.Errors()));
        bus.AddTables([.. Tables]);

        bus.AddSagaStateMachine<NightStateMachine, Night>().Endpoint(e => e.Name = Addresses.Night).InTable("night");
        bus.AddSagaStateMachine<RoundStateMachine, Round>().Endpoint(e => e.Name = Addresses.Round).InTable("round");
        bus.AddConsumer<FrameSavedConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<FrameLostConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<FocusEndedConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<SolveEndedConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<FrameGradedConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<HeartbeatConsumer>().Endpoint(e => e.Name = Addresses.Fleet);
        bus.AddConsumer<ShutterOpenedConsumer>().Endpoint(e => e.Name = Addresses.Fleet);
        bus.AddConsumer<SignHeardConsumer>().Endpoint(e => e.Name = Addresses.Fleet);
        bus.AddConsumer<RequestCheckConsumer>().Endpoint(e => e.Name = Addresses.Checks);
        bus.AddConsumer<NightRequestConsumer>().Endpoint(e => e.Name = Addresses.Requests);
        bus.AddConsumer<ReadinessReportedConsumer>().Endpoint(e => e.Name = Addresses.Checks);

        bus.AddEvents();
        bus.AddSingleton<NightConduct>();
        bus.AddSingleton<NightPlan>();
        bus.AddSingleton<NightCentring>();
        bus.AddSingleton<NightDisturbances>();
        bus.AddSingleton<SkyPledge>();
        bus.AddSingleton<NightRequests>();
        bus.AddSingleton<NightShelter>();
        bus.AddSingleton<Answers>();
        bus.AddSingleton<NightJoining>();
        bus.AddSingleton<RoundConduct>();
        bus.AddSingleton<Latecomers>();
        bus.AddSingleton<LateShutters>();
        bus.AddSingleton<Openings>();
        bus.AddSingleton<NightRows>();
        bus.AddSingleton<Tonight>();
        bus.AddSingleton<CameraFleet>();
        bus.AddSingleton<SchedulerMeter>();
        bus.AddSingleton<SchedulerFindings>();
        bus.AddSingleton<ReadinessCheck>();
        bus.AddSingleton<Checkups>();
        bus.AddHostedService<LeftNights>();
        bus.AddHostedService(s => s.GetRequiredService<Checkups>());
        bus.AddHostedService<FleetWatch>();
        bus.AddHostedService<Signs>();
        bus.AddHostedService<NightKeeper>();
    }

    /// <summary>How the rounds of a rig are measured out, for a plan by day.</summary>
    /// <param name="configuration">with the settings of rounds</param>
    /// <param name="cameras">of the rig</param>
    /// <exception cref="ArgumentException">a setting can't be used; the message names it, its value and what is allowed</exception>
    public static Pacing PacingOf(IConfiguration configuration, IReadOnlyCollection<string> cameras) => Rounds(configuration, cameras).Pacing;

    /// <summary>Null where nothing will run, and only the tables are wanted.</summary>
    private static IReadOnlyCollection<string>? Cameras(IServiceCollection services) =>
        (services.FirstOrDefault(s => s.ServiceType == typeof(ExpectedCameras))?.ImplementationInstance as ExpectedCameras)?.Names;

    private static RoundOptions Rounds(IConfiguration configuration, IReadOnlyCollection<string>? cameras) => Checked(
        configuration.GetSection("Rounds").Get<RoundOptions>() ?? new(),
        o => cameras is not null && o.WrongLead(cameras) is { } wrong ? [.. o.Errors(), wrong] : o.Errors());

    /// <summary>The host says what the script is by a <see cref="Playbook"/>; without one nothing is done besides the rounds.</summary>
    private static void AddEvents(this IBusRegistrationConfigurator bus)
    {
        bus.TryAddSingleton(Playbook.Empty);
        bus.TryAddSingleton<HttpMessageHandler>(_ => new SocketsHttpHandler());
        bus.AddSagaStateMachine<EventStateMachine, ScriptEvent>().Endpoint(e => e.Name = Addresses.Event).InTable("script_event");
        bus.AddConsumer<ArrivalConsumer>().Endpoint(e => e.Name = Addresses.Event);
        bus.AddConsumer<BarrierRequestConsumer>().Endpoint(e => e.Name = Addresses.Requests);
        bus.AddSingleton<NightEvents>();
        bus.AddSingleton<EventConduct>();
        bus.AddSingleton<NightErrands>();
        bus.AddSingleton<ScriptRounds>();
        bus.AddSingleton<ShutterSteps>();
        bus.AddSingleton<NightOrders>();
        bus.AddSingleton<Places>();
        bus.AddSingleton<Instants>();
        bus.AddSingleton<Barriers>();
        bus.AddSingleton<BarrierDoor>();
        bus.AddSingleton<Chores>();
    }

    private static T Checked<T>(T options, Func<T, IEnumerable<string>> errors) =>
        errors(options).FirstOrDefault() is { } error ? throw new ArgumentException(error) : options;
}
