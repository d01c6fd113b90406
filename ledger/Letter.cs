using MassTransit;

namespace Sync.Ledger;

/// <summary>A message on its way between two roles, for whoever carries it in place of a bus.</summary>
/// <param name="MessageId">the same in each copy</param>
/// <param name="Endpoint">where it is read: a name of <c>Addresses</c></param>
/// <param name="Life">how long it is worth reading; null for one that must not be lost</param>
/// <param name="Deliver">puts it into its reader's bus; it may be called again</param>
public sealed record Letter(Guid MessageId, string Endpoint, TimeSpan? Life, Func<IBus, CancellationToken, Task> Deliver);
