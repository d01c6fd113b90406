using Sync.Ledger;
using Sync.Scheduler.Nights;

namespace Sync.Host.Telemetry;

/// <summary>Who tells the nights.</summary>
internal static class TellingSetup
{
    /// <summary>The scheduler does, where there is a collector. Before the bus, so stopped after it: what it booked last is told too.</summary>
    public static void AddTelling(this IServiceCollection services, HostSettings settings)
    {
        if (!settings.Roles.Contains(Role.Scheduler) || services.All(s => s.ServiceType != typeof(SpanSpool)))
            return;
        services.AddHostedService(s => new NightTeller(
            s.GetRequiredService<SpanSpool>(), s.GetRequiredService<Store>(), s.GetRequiredService<Tonight>(), TimeProvider.System,
            s.GetRequiredService<ILogger<NightTeller>>()));
    }
}
