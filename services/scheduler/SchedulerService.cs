using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Books;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Frames;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Requests;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Safety;
using Sync.Scheduler.Story;

namespace Sync.Scheduler;

/// <summary>The night, the rounds, the plan: what the scheduler is made of.</summary>
public static class SchedulerService
{
    /// <summary>The host says where the telescopes stand by an <see cref="Observatory"/>, and which cameras the rig has by <see cref="ExpectedCameras"/>.</summary>
    /// <exception cref="ArgumentException">a setting can't be used; the message names it, its value and what is allowed</exception>
    public static void AddScheduler(this IBusRegistrationConfigurator bus, IConfiguration configuration)
    {
        bus.AddSingleton(Checked(configuration.GetSection("Night").Get<NightOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Rounds").Get<RoundOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("FocusSlots").Get<FocusSlotOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Fleet").Get<FleetOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Check").Get<CheckOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Safety").Get<SafetyOptions>() ?? new(), o => o.Errors()));
        bus.AddTables(CatalogueTables.First, BookTables.First, SagaTables.First, CheckTables.First, StoryTables.First, StoryTables.Second, BookTables.Slots, BookTables.Focus);

        bus.AddSagaStateMachine<NightStateMachine, Night>().Endpoint(e => e.Name = Addresses.Night).InTable("night");
        bus.AddSagaStateMachine<RoundStateMachine, Round>().Endpoint(e => e.Name = Addresses.Round).InTable("round");
        bus.AddConsumer<FrameSavedConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<FrameLostConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<FocusEndedConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<FrameGradedConsumer>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<HeartbeatConsumer>().Endpoint(e => e.Name = Addresses.Fleet);
        bus.AddConsumer<ShutterOpenedConsumer>().Endpoint(e => e.Name = Addresses.Fleet);
        bus.AddConsumer<RequestCheckConsumer>().Endpoint(e => e.Name = Addresses.Checks);
        bus.AddConsumer<NightRequestConsumer>().Endpoint(e => e.Name = Addresses.Requests);
        bus.AddConsumer<ReadinessReportedConsumer>().Endpoint(e => e.Name = Addresses.Checks);

        bus.AddSingleton<NightConduct>();
        bus.AddSingleton<NightRequests>();
        bus.AddSingleton<NightShelter>();
        bus.AddSingleton<Answers>();
        bus.AddSingleton<RoundConduct>();
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
        bus.AddHostedService<NightKeeper>();
    }

    private static T Checked<T>(T options, Func<T, IEnumerable<string>> errors) =>
        errors(options).FirstOrDefault() is { } error ? throw new ArgumentException(error) : options;
}
