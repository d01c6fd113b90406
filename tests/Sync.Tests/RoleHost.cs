using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Tests;

/// <summary>One role on a real bus and a real store, with a probe in the scheduler's place.</summary>
internal sealed class RoleHost : IAsyncDisposable
{
    private readonly Microsoft.Extensions.Hosting.IHost host;

    private RoleHost(Microsoft.Extensions.Hosting.IHost host) => this.host = host;

    public Probe Probe => host.Services.GetRequiredService<Probe>();

    public Store Store => host.Services.GetRequiredService<Store>();

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public static async Task<RoleHost> Start(
        string directory, TimeProvider time, IReadOnlyDictionary<string, string?> settings,
        Action<IServiceCollection> services, Action<IBusRegistrationConfigurator, IConfiguration> role,
        Action<IBusRegistrationContext, IInMemoryBusFactoryConfigurator>? endpoints = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Debug));
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<Probe>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddLedger(new() { ConnectionString = $"Data Source={directory}/sync.db", KeepUntilConsumed = true });
        services(builder.Services);
        builder.Services.AddMassTransit(bus =>
        {
            role(bus, builder.Configuration);
            bus.AddProbe();
            bus.AddConfigureEndpointsCallback((context, name, e) => Shape(context, name, e));
            bus.UsingInMemory((context, memory) =>
            {
                memory.ConfigureEndpoints(context);
                endpoints?.Invoke(context, memory);
            });
        });
        var host = builder.Build();
        await host.Services.GetRequiredService<Store>().Migrate(host.Services.GetServices<Migration>(), CancellationToken.None);
        await host.StartAsync();
        return new RoleHost(host);
    }

    public static void Shape(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConcurrentMessageLimit = 1;
        if (name is not (Addresses.Fleet or Addresses.Checks or Addresses.Requests or Addresses.Operator))
            endpoint.UseLedger(context);
    }

    public Task Tell<T>(string endpoint, T message)
        where T : class => Store.Write(t => t.Send(endpoint, message), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
