using Microsoft.Extensions.Hosting;

namespace Sync.Host;

/// <summary>A host that lives as long as its owner says. The usual lifetime would hear the signals that are the command's.</summary>
internal sealed class GivenLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
