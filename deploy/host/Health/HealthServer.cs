using Microsoft.Extensions.Hosting;
using Sync.Host.Web;

namespace Sync.Host.Health;

/// <summary>Says on loopback how this process is: 200 and "healthy", or 503 and one sentence.</summary>
/// <param name="port">of 127.0.0.1</param>
/// <param name="health">of this process</param>
internal sealed class HealthServer(int port, HealthReport health) : IHostedService
{
    public const string Path = "/healthz";

    private WebServer? server;

    public static async Task Answer(HttpContext context, HealthReport health)
    {
        var problem = await health.Problem(context.RequestAborted);
        await Plain.Answer(context, problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, problem ?? "healthy");
    }

    /// <exception cref="PortException">the port is in use</exception>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        server = await WebServer.Start("Health:Port", [new("127.0.0.1", port)], Answer, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (server is not null)
            await server.DisposeAsync();
    }

    private Task Answer(HttpContext context) => context.Request.Path == Path
        ? Answer(context, health)
        : Plain.Answer(context, StatusCodes.Status404NotFound, $"Here is nothing but {Path}.");
}
