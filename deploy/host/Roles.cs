using MassTransit;
using Sync.CameraAgent;
using Sync.Contracts;
using Sync.Dither;
using Sync.Grader;
using Sync.Host.Checks;
using Sync.Host.Requests;
using Sync.Scheduler;

namespace Sync.Host;

/// <summary>One of the four things that this program can be.</summary>
/// <param name="Name">as on the command line</param>
/// <param name="Add">what the service registers</param>
/// <param name="Endpoints">endpoints that bear the name of a camera; all others are named by the service</param>
internal sealed record Role(
    string Name,
    Action<IBusRegistrationConfigurator, IConfiguration> Add,
    Func<HostSettings, IEnumerable<(string Name, Action<IBusRegistrationContext, IReceiveEndpointConfigurator> Configure)>> Endpoints)
{
    public static readonly Role Scheduler = new("scheduler", SchedulerService.AddScheduler, _ => []);

    public static readonly Role Dither = new("dither", DitherService.AddDither, _ => []);

    public static readonly Role Grader = new("grader", GraderService.AddGrader, _ => []);

    public static readonly Role CameraAgent = new(
        "camera-agent",
        CameraAgentService.AddCameraAgent,
        settings => settings.Cameras.Select(c => (Addresses.Camera(c), (Action<IBusRegistrationContext, IReceiveEndpointConfigurator>)CameraAgentService.Listen)));

    /// <summary>A person who asks something; no part of a night.</summary>
    public static readonly Role Operator = new(
        Senders.Operator,
        (bus, _) =>
        {
            bus.AddSingleton<AskedCheck>();
            bus.AddSingleton<AskedRequest>();
            bus.AddConsumer<CheckCompletedConsumer>().Endpoint(e => e.Name = Addresses.Operator);
            bus.AddConsumer<AnswerConsumer>().Endpoint(e => e.Name = Addresses.Operator);
        },
        _ => []);

    public static readonly IReadOnlyList<Role> All = [Scheduler, Dither, Grader, CameraAgent];
}
