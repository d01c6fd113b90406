namespace Sync.Tests.Integration.Processes;

/// <summary>A node with users for two cameras, whose queues may be filled with what nobody reads.</summary>
public sealed class GuardedBroker : IAsyncLifetime
{
    internal RabbitNode Node { get; private set; } = null!;

    public async Task InitializeAsync() => Node = await RabbitNode.Start(["esprit", "redcat"]);

    public Task DisposeAsync()
    {
        Node.Dispose();
        return Task.CompletedTask;
    }
}
