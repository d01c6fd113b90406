using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Devices.Rig;
using Sync.Host;
using Sync.Host.Settings;
using Sync.Host.Web;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host.Web;

/// <summary>A process of Sync in this one, with what it says over HTTP.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly ScratchDirectory scratch;
    private readonly IHost host;

    private RunningHost(ScratchDirectory scratch, IHost host, HttpClient http) => (this.scratch, this.host, Http) = (scratch, host, http);

    /// <summary>To its page, or to its health when it has no page.</summary>
    public HttpClient Http { get; }

    public PageServer Page => host.Services.GetRequiredService<PageServer>();

    public string Database => Path.Combine(scratch, "sync.db");

    /// <summary>With all roles; or with one and a broker.</summary>
    public static async Task<RunningHost> Start(BrokerAddress? broker, Role? role, params (string Name, string Value)[] settings)
    {
        var scratch = new ScratchDirectory();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
        var host = await SyncHost.Build(
            new HostSettings
            {
                Roles = role is null ? Role.All : [role], Rig = DemoRig.Of(1), Cameras = ["esprit"], Directory = scratch, Time = TimeProvider.System,
                Broker = broker, Configuration = configuration, Serves = true,
            },
            CancellationToken.None);
        await host.StartAsync();
        var page = host.Services.GetService<PageServer>()?.Addresses.FirstOrDefault();
        return new(scratch, host, new HttpClient { BaseAddress = new(page ?? $"http://127.0.0.1:{configuration["Health:Port"]}") });
    }

    public static Task<RunningHost> Start(params (string Name, string Value)[] settings) => Start(null, null, settings);

    /// <summary>Its endpoints start one after the other.</summary>
    public async Task Healthy()
    {
        var begun = TimeProvider.System.GetTimestamp();
        string said;
        do
        {
            using var answer = await Http.GetAsync("/healthz");
            said = await answer.Content.ReadAsStringAsync();
        }
        while (said != "healthy\n" && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(20));
        Assert.Equal("healthy\n", said);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        host.Dispose();
        scratch.Dispose();
    }
}
