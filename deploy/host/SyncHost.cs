using MassTransit;
using Microsoft.Extensions.Hosting;
using Sync.CameraAgent;
using Sync.Clock;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Commands;
using Sync.Host.Messaging;
using Sync.Host.Settings;
using Sync.Host.Telemetry;
using Sync.Host.Web;
using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Ledger.Locks;
using Sync.Scheduler.Nights;

namespace Sync.Host;

/// <summary>A process of Sync: its roles on one transport, one store and one clock.</summary>
internal static class SyncHost
{
    /// <summary>Builds it and brings its tables up to date; nothing runs yet.</summary>
    /// <exception cref="ArgumentException">a setting can't be used</exception>
    /// <exception cref="SettingException">a setting of the host's own can't be used</exception>
    /// <exception cref="LedgerException">the database can't be used</exception>
    public static async Task<IHost> Build(HostSettings settings, CancellationToken cancel)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Options);
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.Configuration.AddInMemoryCollection([new("CameraAgent:FramesDirectory", settings.Frames)]);
        if (settings.IsOneNight)
            builder.Configuration.AddInMemoryCollection([new("Night:EveryEvening", "false")]);
        if (settings.Logs)
            builder.Logging.AddSimpleConsole(c => (c.SingleLine, c.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Logging.AddFilter("MassTransit", LogLevel.Critical).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton<IHostLifetime, GivenLifetime>();
        AddRig(builder.Services, settings);
        if (settings.Roles.Contains(Role.Scheduler))
            builder.Services.AddSingleton(ScriptFile.Read(builder.Configuration, settings.Rig));
        builder.AddTelemetry(settings);
        builder.Services.AddTelling(settings);
        builder.Services.AddWeb(settings, builder.Configuration);
        builder.Services.AddLedger(new LedgerOptions
        {
            ConnectionString = settings.ConnectionString,
            KeepUntilConsumed = settings.Broker is null && settings.Life is null,
            OutlivesPower = settings.Time is not ICountWork,
            Sender = settings.Sender,
            Carry = settings.Life is { } life ? life.Carry : null,
            Committing = settings.Life is { } doomed ? doomed.Committing : null,
            HasCommitted = settings.Life is { } living ? living.HasCommitted : null,
        });
        builder.Services.AddBus(settings, builder.Configuration);
        var host = builder.Build();
        try
        {
            await host.Services.GetRequiredService<StoreHold>().Take(cancel);
            await host.Services.GetRequiredService<Store>().Migrate(host.Services.GetServices<Migration>(), cancel);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static void AddRig(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(settings.Time);
        services.AddSingleton(settings.Rig);
        services.AddSingleton(new Observatory(settings.Rig.Site.ToGeoSite(), settings.Rig.Site.Skyline()));
        services.AddSingleton(new ExpectedCameras([.. settings.Rig.Cameras.Select(c => c.Name)]));
        services.AddSingleton(new AgentNames(settings.Cameras));
        services.AddSingleton(_ => settings.Life?.World ?? new SimulatedWorld(settings.Time, settings.Seed, settings.World, settings.Conditions));
        services.AddSingleton<RigDevices>();
    }
}
