using System.Reflection;
using MassTransit;
using Sync.Contracts;

namespace Sync.Host.Messaging;

/// <summary>
/// Refuses what its sender may not say. The sender is who may write to the exchange that the message came by, for that is
/// what the broker vouches for; what a message says of itself is only believed if it agrees.
/// </summary>
internal sealed partial class SenderFilter(string endpoint, string self, ILogger<SenderFilter> log) : IFilter<ConsumeContext>
{
    private static readonly Dictionary<string, Func<ConsumeContext, object?>> Bodies = typeof(Senders).Assembly.GetExportedTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false })
        .ToDictionary(MessageUrn.ForTypeString, t => typeof(SenderFilter).GetMethod(nameof(Body), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(t).CreateDelegate<Func<ConsumeContext, object?>>());

    public void Probe(ProbeContext context) => context.CreateFilterScope("sender");

    /// <summary>A refused message goes where messages without a reader go, and nothing else happens.</summary>
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var sender = Sender(context.GetPayload<RabbitMqBasicConsumeContext>().Exchange);
        var kinds = context.SupportedMessageTypes.ToList();
        if (sender == self || (kinds.Count > 0 && kinds.TrueForAll(k => IsOf(sender, k, context))))
            return next.Send(context);
        Refused(log, string.Join(", ", kinds.Select(k => k[(k.LastIndexOf(':') + 1)..])), sender, endpoint);
        return Task.CompletedTask;
    }

    /// <summary>What lies in the reader's own exchange or queue was put there by itself, or by a person who may do anything.</summary>
    private string Sender(string exchange) =>
        exchange.EndsWith($".{endpoint}", StringComparison.Ordinal) ? exchange[..^(endpoint.Length + 1)] : self;

    private static bool IsOf(string sender, string kind, ConsumeContext context) =>
        Bodies.TryGetValue(kind, out var body) && body(context) is { } message && Senders.Of(message) == sender;

    private static object? Body<T>(ConsumeContext context)
        where T : class => context.TryGetMessage<T>(out var message) ? message.Message : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Message} from {Sender} was refused: it may not say that to {Endpoint}. Nothing was changed; the message is kept in the queue {Endpoint}_skipped. See that {Sender} is of the same version, and who has its password.")]
    private static partial void Refused(ILogger log, string message, string sender, string endpoint);
}
