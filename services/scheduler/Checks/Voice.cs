using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger;

namespace Sync.Scheduler.Checks;

/// <summary>
/// Says what is not durable. It finds the bus when it speaks: the bus is made of the machines that this belongs to, and can't be
/// there before them.
/// </summary>
internal sealed class Voice(IServiceProvider services, LedgerOptions ledger)
{
    /// <summary>By the real clock, whatever the night's: a send waits for a lost broker.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);

    /// <summary>Where the broker is; "loopback" as its scheme without one.</summary>
    public Uri Bus => Found.Address;

    public bool HasBroker => Bus.Scheme is "rabbitmq" or "rabbitmqs";

    private IBus Found => services.GetRequiredService<IBus>();

    /// <param name="endpoint">a name of <c>Addresses</c></param>
    /// <param name="message">the message</param>
    /// <param name="life">how long it is worth reading</param>
    /// <exception cref="Exception">it was not sent; the transport says why</exception>
    public async Task Say<T>(string endpoint, T message, TimeSpan life)
        where T : class
    {
        using var limit = new CancellationTokenSource(SendLimit, TimeProvider.System);
        var to = await Found.GetSendEndpoint(ledger.Address(endpoint));
        await to.Send(message, Pipe.Execute<SendContext<T>>(c => c.TimeToLive = life), limit.Token);
    }
}
