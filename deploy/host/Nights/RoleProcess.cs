using Microsoft.Extensions.Hosting;

namespace Sync.Host.Nights;

/// <summary>One role of several processes, until it is told to stop.</summary>
internal static class RoleProcess
{
    public static async Task Run(HostSettings settings, CancellationToken stop)
    {
        Directory.CreateDirectory(settings.Directory);
        using var host = await SyncHost.Build(settings, stop);
        await host.StartAsync(stop);
        await host.WaitForShutdownAsync(stop); // stops on a thread of its own: the one that cancelled is inside a signal's handler
    }
}
