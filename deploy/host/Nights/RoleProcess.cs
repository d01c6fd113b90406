using Microsoft.Extensions.Hosting;
using Sync.Contracts;
using Sync.Host.Messaging;

namespace Sync.Host.Nights;

/// <summary>One role of several processes, until it is told to stop.</summary>
internal static class RoleProcess
{
    /// <exception cref="NightException">it ended without being told to</exception>
    public static async Task Run(HostSettings settings, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(settings.Directory);
            using var host = await SyncHost.Build(settings, stop);
            await BrokerDoor.Knock(settings.Broker!, Endpoint(settings), host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(BrokerDoor)), stop);
            if (settings.Roles.Contains(Role.CameraAgent))
                await OnlyReader.Check(settings.Broker!, Endpoint(settings), settings.Cameras.Single(), stop);
            await Serve(host, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return; // told to stop while it started: that is done too
        }
        if (!stop.IsCancellationRequested)
            throw new NightException("It ended by itself; whoever started it must start it again.");
    }

    private static async Task Serve(IHost host, CancellationToken stop)
    {
        try
        {
            await host.StartAsync(stop);
            await host.WaitForShutdownAsync(stop); // stops on a thread of its own: the one that cancelled is inside a signal's handler
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await host.StopAsync(CancellationToken.None); // what had begun
            throw;
        }
    }

    private static string Endpoint(HostSettings settings) => settings.Sender == Senders.Scheduler ? Addresses.Night : settings.Sender!;
}
