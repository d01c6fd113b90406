using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Sync.Devices.Rig;
using Sync.Host;
using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

/// <summary>A process that only speaks to a collector, with variables of its own.</summary>
internal sealed class ExportingHost : IAsyncDisposable
{
    private readonly IHost host;

    private ExportingHost(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    /// <summary>Lines as a console would show them.</summary>
    public StringWriter Console { get; private init; } = null!;

    public static HostSettings Settings(string folder, IEnumerable<(string Name, string Value)> variables, params Role[] roles) => new()
    {
        Roles = roles.Length == 0 ? Role.All : roles, Rig = DemoRig.Of(1), Cameras = ["esprit"], Directory = folder, Time = TimeProvider.System,
        Collector = new ConfigurationBuilder().AddInMemoryCollection(variables.Select(v => KeyValuePair.Create(v.Name, (string?)v.Value))).Build(),
    };

    public static HostApplicationBuilder Builder(HostSettings settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.AddSimpleConsole(c => c.SingleLine = true);
        builder.Services.AddSingleton<IHostLifetime, GivenLifetime>();
        builder.AddTelemetry(settings);
        return builder;
    }

    public static async Task<ExportingHost> Start(HostSettings settings)
    {
        var builder = Builder(settings);
        var console = new StringWriter();
        foreach (var own in builder.Services.Where(s => s.ImplementationType == typeof(ConsoleLoggerProvider)).ToList())
            builder.Services.Remove(own);
        builder.Services.AddSingleton<ILoggerProvider>(s => new Written(s.GetServices<ConsoleFormatter>().Single(f => f.Name == ConsoleFormatterNames.Simple), console));
        var host = builder.Build();
        await host.StartAsync();
        return new(host) { Console = console };
    }

    public Task Stop() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    /// <summary>The console's own formatter, without the console, which all tests share.</summary>
    private sealed class Written(ConsoleFormatter formatter, TextWriter to) : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> format)
        {
            lock (to)
                formatter.Write(new LogEntry<TState>(logLevel, "Sky", eventId, state, exception, format), scopes, to);
        }

        public void Dispose()
        {
        }
    }
}
