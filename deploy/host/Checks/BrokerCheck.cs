using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Commands;
using Sync.Host.Messaging;
using Sync.Host.Settings;
using Sync.Ledger;

namespace Sync.Host.Checks;

/// <summary>With a broker: the scheduler that runs is asked, and asks all others.</summary>
internal static class BrokerCheck
{
    /// <summary>A broker that is there answers within a second; one that is not is tried a few times.</summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    public static async Task<CheckCompleted> Run(CheckOrder order, BrokerAddress broker, CancellationToken cancel)
    {
        var (local, options) = (new LocalFindings(), order.Options());
        var rig = order.RigFile is { } file ? RigFile.Read(file) : null;
        if (rig is not null)
            local.Add("rig", CheckOutcome.Good, $"{order.RigFile} describes {string.Join(", ", rig.Cameras.Select(c => c.Name))}.");
        await using var services = Services(order, broker, rig ?? DemoRig.Of(1)); // an operator hears the scheduler alone, whatever the rig
        var bus = services.GetRequiredService<IBusControl>();
        if (await Reach(bus, broker, cancel) is { } failure)
        {
            local.Add("broker", CheckOutcome.Bad, failure);
            return local.With(null);
        }
        local.Add("broker", CheckOutcome.Good, $"{broker} was reached.");
        try
        {
            var addresses = new LedgerOptions { ConnectionString = "", KeepUntilConsumed = false, Sender = Senders.Operator };
            var (completed, silence) = await services.GetRequiredService<AskedCheck>().Ask(bus, addresses, options, cancel);
            if (silence is not null)
                local.Add("answer", CheckOutcome.Bad, silence, Senders.Scheduler);
            return local.With(completed);
        }
        finally
        {
            await bus.StopAsync(TimeSpan.FromSeconds(5));
        }
    }

    private static ServiceProvider Services(CheckOrder order, BrokerAddress broker, RigDescription rig)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddBus(
            new HostSettings { Roles = [Role.Operator], Rig = rig, Cameras = [], Directory = order.Directory, Time = TimeProvider.System, Broker = broker },
            order.Configuration);
        return services.BuildServiceProvider();
    }

    /// <returns>why it was not reached; null when it was</returns>
    private static async Task<string?> Reach(IBusControl bus, BrokerAddress broker, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(ConnectLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using (var line = new TcpClient()) // the bus would try again and again, and not say why
                await line.ConnectAsync(broker.Uri.Host, Port(broker.Uri), either.Token);
            await BrokerDoor.Knock(broker, Addresses.Operator, NullLogger.Instance, either.Token);
            await bus.StartAsync(either.Token);
            return null;
        }
        catch (SettingException e)
        {
            return e.Message;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return $"{broker} was not reached: {Innermost(bus.CheckHealth().Exception ?? e)}; see that it runs, and ConnectionStrings:Broker and Broker:Password.";
        }
    }

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return e.Message.Split('\n')[0].TrimEnd('.', ' ', '\r');
    }

    private static int Port(Uri broker) => broker.Port > 0 ? broker.Port : broker.Scheme == "amqps" ? 5671 : 5672;
}
