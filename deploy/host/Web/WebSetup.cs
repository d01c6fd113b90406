using Dapper;
using MassTransit;
using Sync.Host.Commands;
using Sync.Host.Health;
using Sync.Host.Settings;
using Sync.Ledger;

namespace Sync.Host.Web;

/// <summary>What this process says over HTTP.</summary>
internal static class WebSetup
{
    /// <summary>Registered before the bus, so that it speaks from the first moment to the last.</summary>
    /// <exception cref="SettingException">a setting can't be used</exception>
    public static void AddWeb(this IServiceCollection services, HostSettings settings, IConfiguration configuration)
    {
        if (!settings.Serves)
            return;
        services.AddSingleton(Health);
        if (Port(configuration.Section<HealthOptions>("Health")) is var port and > 0)
            services.AddHostedService(s => new HealthServer(port, s.GetRequiredService<HealthReport>()));
        var options = configuration.Section<WebOptions>("Web");
        if (!settings.Roles.Contains(Role.Scheduler) || ListenAddress.Read(options) is not { Count: > 0 } addresses)
            return;
        services.AddSingleton(new PagePlace(addresses, options.Password is { Length: > 0 } password ? password : null, IsNeeded: !settings.IsOneNight));
        services.AddSingleton<PageServer>();
        services.AddHostedService(s => s.GetRequiredService<PageServer>());
    }

    private static HealthReport Health(IServiceProvider services)
    {
        var store = services.GetRequiredService<Store>();
        return new(services.GetRequiredService<IBusControl>(), () => store.Read(c => c.ExecuteScalar<int>("select count(*) from schema_step")), TimeProvider.System);
    }

    private static int Port(HealthOptions options) => options.Port is >= 0 and <= ushort.MaxValue
        ? options.Port
        : throw new SettingException($"Health:Port is {options.Port}; allowed is 1 to 65535, or 0 for none.");
}
