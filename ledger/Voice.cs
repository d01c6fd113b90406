using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Sync.Ledger.Messages;

namespace Sync.Ledger;

/// <summary>
/// Says what is not durable, at once and once. It finds the bus when it speaks: the bus is made of the machines that speak by
/// this, and can't be there before them.
/// </summary>
public sealed class Voice(IServiceProvider services, LedgerOptions options)
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
    /// <param name="cancel">ends the sending, which takes no longer than 5 s of real time anyway</param>
    /// <exception cref="Exception">it was not sent; the transport says why</exception>
    public async Task Say<T>(string endpoint, T message, TimeSpan life, CancellationToken cancel = default)
        where T : class
    {
        using var clock = new CancellationTokenSource(SendLimit, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        var id = NewId.NextGuid();
        await (options.Carry is { } carry ? carry(new Letter(id, endpoint, life, Send), limit.Token) : Send(Found, limit.Token));

        async Task Send(IBus bus, CancellationToken stop)
        {
            var to = await bus.GetSendEndpoint(options.Address(endpoint));
            await to.Send(message, Pipe.Execute<SendContext<T>>(Shape), stop);
        }

        void Shape(SendContext<T> context)
        {
            (context.MessageId, context.TimeToLive) = (id, life);
            Arrival.Mark(context);
        }
    }
}
