using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Host;

namespace Sync.Tests.Otlp;

/// <summary>Two ports of loopback, one for each protocol of OTLP, that can be left and listened on again.</summary>
/// <param name="take">gets the kind ("traces", "metrics", "logs"), the message, and how many bytes were sent; false refuses</param>
internal sealed class OtlpListener(Func<string, byte[], int, bool> take) : IAsyncDisposable
{
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    private readonly int[] ports = FreePorts.Some(2);
    private WebApplication? app;

    /// <summary>For OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.</summary>
    public Uri Http => new($"http://127.0.0.1:{ports[0]}");

    /// <summary>For OTEL_EXPORTER_OTLP_PROTOCOL=grpc.</summary>
    public Uri Grpc => new($"http://127.0.0.1:{ports[1]}");

    public async Task Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = null;
            server.Listen(IPAddress.Loopback, ports[0], l => l.Protocols = HttpProtocols.Http1);
            server.Listen(IPAddress.Loopback, ports[1], l => l.Protocols = HttpProtocols.Http2);
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = LastAnswers);
        builder.Services.AddSingleton<IHostLifetime, GivenLifetime>();
        app = builder.Build();
        app.Run(context => OtlpDoor.Answer(context, take));
        await app.StartAsync();
    }

    /// <summary>Nobody listens from now on.</summary>
    public async Task Stop()
    {
        if (app is null)
            return;
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync() => await Stop();
}
