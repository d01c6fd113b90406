using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Dither.Checks;
using Sync.Dither.Domes;
using Sync.Dither.Moves;
using Sync.Dither.Safety;
using Sync.Dither.Watch;
using Sync.Ledger;

namespace Sync.Dither;

/// <summary>The role of all that moves the sky: one move at a time, each told how it ended.</summary>
public static class DitherService
{
    /// <summary>
    /// Registers the moves and their endpoint. The host gives <see cref="RigDevices"/> and the ledger.
    /// </summary>
    public static void AddDither(this IBusRegistrationConfigurator bus, IConfiguration configuration)
    {
        bus.AddOptions<DitherOptions>().Bind(configuration.GetSection(DitherOptions.Section)).ValidateOnStart();
        bus.AddSingleton<IValidateOptions<DitherOptions>, DitherRules>();
        bus.AddTables(MoveJournal.Tables, MoveJournal.Traces, SafetyJournal.Tables, Promise.Tables, GuidingLog.Tables);
        bus.AddSingleton<DitherMeter>();
        bus.TryAddSingleton(Sky);
        bus.TryAddSingleton(s => new SafetyRig(
            s.GetRequiredService<RigDevices>().Safety(), [.. s.GetRequiredService<RigDescription>().Cameras.Select(c => c.Name)]));
        bus.AddSingleton(Checked(configuration.GetSection(WatchdogOptions.Section).Get<WatchdogOptions>() ?? new()));
        bus.AddSingleton<OwnPark>();
        bus.AddSingleton<Watchdog>();
        bus.AddSingleton<Shelter>();
        bus.AddHostedService<SafetyWatch>();
        bus.AddSingleton<Conductor>();
        bus.AddHostedService(s => s.GetRequiredService<Conductor>());
        bus.AddSingleton(s => new Orders(
            s.GetRequiredService<Conductor>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Orders>>()));
        bus.AddHostedService(s => s.GetRequiredService<Watchdog>());
        bus.AddHostedService<GuidingWatch>();
        bus.AddHostedService<DomeWatch>();
        bus.AddSingleton<Readiness>();
        bus.AddConsumer<SignConsumer>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<CheckReadinessConsumer>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<SlewConsumer>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<FlipConsumer>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<DitherConsumer>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<RestConsumer>().Endpoint(e => e.Name = Addresses.Dither);
        bus.AddConsumer<ParkConsumer>().Endpoint(e => e.Name = Addresses.Dither);
    }

    private static WatchdogOptions Checked(WatchdogOptions options) =>
        options.Errors().FirstOrDefault() is { } error ? throw new ArgumentException(error) : options;

    private static SkyMover Sky(IServiceProvider services)
    {
        var devices = services.GetRequiredService<RigDevices>();
        var mount = devices.Mount();
        var dome = DomeSetup.Of(devices, services.GetRequiredService<RigDescription>());
        return new(mount, devices.Guider(mount), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IOptions<DitherOptions>>(), dome);
    }
}
