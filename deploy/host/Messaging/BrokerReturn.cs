using MassTransit;
using Microsoft.Extensions.Hosting;
using Sync.Clock;
using Sync.Host.Settings;

namespace Sync.Host.Messaging;

/// <summary>
/// Ends a process that does not come back to a broker that is there. The client can lose its way when a broker dies in the
/// middle of a send, and would then be deaf until somebody looks; whoever started the process starts it again.
/// </summary>
internal sealed partial class BrokerReturn(IBusControl bus, BrokerAddress broker, IHostApplicationLifetime life, ILogger<BrokerReturn> log) : BackgroundService
{
    private const int AtMost = 6;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(30);

    /// <summary>By the real clock, as the broker does.</summary>
    private static readonly TimeProvider Time = TimeProvider.System;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var missed = 0; missed < AtMost;)
        {
            await Time.Pass(Between, stoppingToken);
            missed = bus.CheckHealth().Status != BusHealthStatus.Healthy && await BrokerDoor.Answers(broker, stoppingToken) ? missed + 1 : 0;
        }
        Deaf(log, (AtMost * Between).TotalSeconds);
        life.StopApplication();
        await Time.Pass(ToStop, CancellationToken.None); // what lost its way may not stop in order
        Environment.Exit(1);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The broker has answered for {Seconds} s, and this process has not come back to it: it ends, so that it is started again.")]
    private static partial void Deaf(ILogger log, double seconds);
}
