using MassTransit;

namespace Sync.Host.Messaging;

/// <summary>Says once that the broker went away, and once that it is back.</summary>
internal sealed partial class BrokerWatch(ILogger<BrokerWatch> log) : IReceiveEndpointObserver
{
    private readonly Lock gate = new();
    private readonly HashSet<Uri> lost = [];

    public Task Ready(ReceiveEndpointReady ready)
    {
        bool last;
        lock (gate)
            last = lost.Remove(ready.InputAddress) && lost.Count == 0;
        if (last)
            Back(log);
        return Task.CompletedTask;
    }

    public Task Faulted(ReceiveEndpointFaulted faulted)
    {
        bool first;
        lock (gate)
            first = lost.Add(faulted.InputAddress) && lost.Count == 1;
        if (first)
            Lost(log, faulted.Exception?.GetBaseException().Message ?? "no reason was given.");
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker is lost: {Reason} What is under way is finished, messages are kept, and it is tried again until it is back; see that it runs.")]
    private static partial void Lost(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The broker is back.")]
    private static partial void Back(ILogger log);
}
