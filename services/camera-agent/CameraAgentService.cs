using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.CameraAgent.Checks;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Frames;
using Sync.CameraAgent.Solving;
using Sync.CameraAgent.Steps;
using Sync.Devices.Rig;
using Sync.Ledger;

namespace Sync.CameraAgent;

/// <summary>The role of the cameras: opens shutters under holds and keeps what they took.</summary>
public static class CameraAgentService
{
    /// <summary>
    /// Registers the agents of this process. The host gives <see cref="AgentNames"/>, <see cref="RigDescription"/>, <see cref="RigDevices"/>
    /// and the ledger, and for each name an endpoint that <see cref="Listen"/>s.
    /// </summary>
    /// <exception cref="ArgumentException">a setting of focusing or solving can't be used; the message names it, its value and what is allowed</exception>
    public static void AddCameraAgent(this IBusRegistrationConfigurator bus, IConfiguration configuration)
    {
        bus.AddOptions<CameraAgentOptions>().Bind(configuration.GetSection(CameraAgentOptions.Section)).ValidateOnStart();
        bus.AddSingleton<IValidateOptions<CameraAgentOptions>, CameraAgentRules>();
        bus.AddSingleton(Checked(configuration.GetSection("Focus").Get<FocusOptions>() ?? new(), o => o.Errors()));
        bus.AddSingleton(Checked(configuration.GetSection("Solve").Get<SolveOptions>() ?? new(), o => o.Errors()));
        bus.AddTables(Journal.Tables, Journal.Saved, FrameJournal.Tables, StepJournal.Tables, FocusJournal.Tables, FieldJournal.Tables, Journal.Epochs);
        bus.AddSingleton<FrameNames>();
        bus.AddSingleton<Mouth>();
        bus.AddSingleton<AgentMeter>();
        bus.TryAddSingleton<TelescopeFactory>(Telescopes);
        bus.AddSingleton(s => new CameraAgents(
            s, s.GetRequiredService<AgentNames>(), s.GetRequiredService<TelescopeFactory>(), s.GetRequiredService<ILogger<CameraAgents>>()));
        bus.AddHostedService(s => s.GetRequiredService<CameraAgents>());
        bus.AddConsumer<PrepareRoundConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<OpenShuttersConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<CheckReadinessConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<AbortSlotConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<SafetyConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddConsumer<RunStepConsumer>().ExcludeFromConfigureEndpoints();
    }

    /// <summary>Lets the endpoint of a camera hear.</summary>
    public static void Listen(IBusRegistrationContext context, IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureConsumer<PrepareRoundConsumer>(context);
        endpoint.ConfigureConsumer<OpenShuttersConsumer>(context);
        endpoint.ConfigureConsumer<CheckReadinessConsumer>(context);
        endpoint.ConfigureConsumer<AbortSlotConsumer>(context);
        endpoint.ConfigureConsumer<SafetyConsumer>(context);
        endpoint.ConfigureConsumer<RunStepConsumer>(context);
    }

    private static T Checked<T>(T options, Func<T, IEnumerable<string>> errors) =>
        errors(options).FirstOrDefault() is { } error ? throw new ArgumentException(error) : options;

    private static TelescopeFactory Telescopes(IServiceProvider services)
    {
        var rig = services.GetRequiredService<RigDescription>();
        var devices = services.GetRequiredService<RigDevices>();
        return name =>
        {
            var camera = rig.Camera(name);
            return new Telescope(camera, rig.Site, devices.Camera(camera), devices.Wheel(camera), devices.Focuser(camera), devices.Cover(camera))
            {
                Rotator = devices.Rotator(camera),
                Solver = devices.Solver(camera),
            };
        };
    }
}
