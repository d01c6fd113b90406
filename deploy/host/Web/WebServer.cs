using System.Net.Sockets;
using Microsoft.Extensions.Hosting;

namespace Sync.Host.Web;

/// <summary>A small web server beside the bus: it starts and ends on its own, so that a port in use need not end the night.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(2);

    private readonly WebApplication app;

    private WebServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens, with the ports that were free.</summary>
    public IReadOnlyCollection<string> Addresses => [.. app.Urls];

    /// <param name="setting">that says where, to name it when it can't be</param>
    /// <param name="addresses">where; one or more</param>
    /// <param name="answer">to every request</param>
    /// <param name="cancel">ends the start</param>
    /// <exception cref="PortException">one of the addresses can't be listened on</exception>
    public static async Task<WebServer> Start(string setting, IReadOnlyList<ListenAddress> addresses, RequestDelegate answer, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            foreach (var address in addresses)
                address.Bind(server);
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = LastAnswers);
        builder.Services.AddSingleton<IHostLifetime, GivenLifetime>();
        var app = builder.Build();
        app.Run(answer);
        try
        {
            await app.StartAsync(cancel);
            return new(app);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw new PortException(setting, string.Join(", ", addresses), e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
