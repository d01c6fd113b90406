using MassTransit;
using Microsoft.Extensions.Hosting;
using Sync.Clock;
using Sync.Host.Commands;
using Sync.Host.Settings;

namespace Sync.Host.Messaging;

/// <summary>
/// Ends a process that does not come back to a broker that is there. The client can lose its way when a broker dies in the
/// middle of a send, and gives up for good when it is refused once; it would be deaf until somebody looks. Whoever started the
/// process starts it again. No event tells of it, so it is looked at; the broker is only asked while this process is not connected.
/// </summary>
/// <param name="isConnected">whether all endpoints of this process are</param>
/// <param name="answers">whether the broker is there</param>
/// <param name="end">ends the process in order, and after a while in any way</param>
/// <param name="time">the real clock, as the broker's</param>
/// <param name="log">is told why</param>
internal sealed partial class BrokerReturn(
    Func<bool> isConnected, Func<CancellationToken, Task<bool>> answers, Action end, TimeProvider time, ILogger<BrokerReturn> log) : BackgroundService
{
    public const int AtMost = 6;
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(30);

    /// <summary>Of this process and its broker.</summary>
    public static BrokerReturn Of(IServiceProvider services, BrokerAddress broker) => new(
        () => services.GetRequiredService<IBusControl>().CheckHealth().Status == BusHealthStatus.Healthy,
        cancel => BrokerDoor.Answers(broker, cancel),
        () => _ = End(services.GetRequiredService<IHostApplicationLifetime>()),
        TimeProvider.System,
        services.GetRequiredService<ILogger<BrokerReturn>>());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var missed = 0; missed < AtMost;)
        {
            await time.Pass(Between, stoppingToken);
            missed = !isConnected() && await answers(stoppingToken) ? missed + 1 : 0;
        }
        Deaf(log, (AtMost * Between).TotalSeconds);
        end();
    }

    /// <summary>What lost its way may not stop in order.</summary>
    private static async Task End(IHostApplicationLifetime life)
    {
        life.StopApplication();
        await TimeProvider.System.Pass(ToStop, CancellationToken.None);
        Environment.Exit(CommandLine.Failed);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The broker has answered for {Seconds} s, and this process has not come back to it: it ends, so that it is started again.")]
    private static partial void Deaf(ILogger log, double seconds);
}
