using System.Reflection;
using Microsoft.Extensions.Hosting;
using Sync.Host.Health;
using Sync.Host.Reports;
using Sync.Scheduler.Events;
using Sync.Scheduler.Nights;

namespace Sync.Host.Web;

/// <summary>The page for people: what this is and what the night does, and /healthz.</summary>
/// <param name="place">where, and with which password</param>
/// <param name="health">of this process</param>
/// <param name="tonight">the night to show</param>
/// <param name="barriers">of the night's script</param>
/// <param name="log">of refused logins</param>
internal sealed partial class PageServer(PagePlace place, HealthReport health, Tonight tonight, BarrierDoor barriers, ILogger<PageServer> log) : IHostedService
{
    private static readonly string Version = typeof(PageServer).Assembly.GetName().Version!.ToString(3);

    private readonly Refusals refusals = new(log, TimeProvider.System);
    private readonly BarrierPage barriers = new(barriers);
    private WebServer? server;

    /// <summary>Where it is; empty when it could not be.</summary>
    public IReadOnlyCollection<string> Addresses => server?.Addresses ?? [];

    /// <summary>Why there is no page; null when there is one.</summary>
    public string? Problem { get; private set; }

    /// <exception cref="PortException">a port is in use, and the page must be there</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            server = await WebServer.Start("Web:Listen", place.Addresses, Answer, cancellationToken);
            IsAt(log, string.Join(", ", server.Addresses));
        }
        catch (PortException e) when (!place.IsNeeded)
        {
            Problem = $"{e.Message} The night goes on without its page.";
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (server is not null)
            await server.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        if (context.Request.Path == HealthServer.Path)
            await HealthServer.Answer(context, health);
        else if (place.Password is { } password && !MayEnter(context, password))
            await Plain.Say(context, StatusCodes.Status401Unauthorized, "Sync asks for its password.");
        else if (await barriers.Answers(context))
            return;
        else if (context.Request.Path != "/")
            await Plain.Answer(context, StatusCodes.Status404NotFound, "Here is nothing.");
        else
            await Plain.Answer(context, StatusCodes.Status200OK, $"Sync {Version}: several telescopes on one mount, and no shutter open while the sky moves.\n{State()}");
    }

    private bool MayEnter(HttpContext context, string password)
    {
        string? header = context.Request.Headers.Authorization;
        if (Login.IsRight(header, password))
            return true;
        if (header is not null) // a browser first asks without one
            refusals.Tell(context.Connection.RemoteIpAddress);
        context.Response.Headers.WWWAuthenticate = Login.Challenge;
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The page is at {Addresses}.")]
    private static partial void IsAt(ILogger log, string addresses);

    private string State() => tonight.Night is { } night ? NightText.Of(night) : "No night is under way.";
}

/// <summary>Where the page is.</summary>
/// <param name="Addresses">one or more</param>
/// <param name="Password">null for none</param>
/// <param name="IsNeeded">whether a process without it is none</param>
internal sealed record PagePlace(IReadOnlyList<ListenAddress> Addresses, string? Password, bool IsNeeded)
{
    public override string ToString() => string.Join(';', Addresses);
}
