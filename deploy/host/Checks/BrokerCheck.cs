using MassTransit;
using Sync.Contracts;
using Sync.Devices.Rig;
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
            await bus.StartAsync(either.Token);
            return null;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return $"{broker} was not reached within {ConnectLimit.TotalSeconds:0} s: {Innermost(bus.CheckHealth().Exception ?? e)}";
        }
    }

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return e.Message.Split('\n')[0].Trim();
    }
}
