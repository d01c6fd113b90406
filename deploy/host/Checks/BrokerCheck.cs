using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Messaging;
using Sync.Host.Settings;

namespace Sync.Host.Checks;

/// <summary>With a broker: the scheduler that runs is asked, and asks all others.</summary>
internal static class BrokerCheck
{
    public static async Task<CheckCompleted> Run(CheckOrder order, BrokerAddress broker, CancellationToken cancel)
    {
        var (local, options) = (new LocalFindings(), order.Options());
        if (order.RigFile is { } file)
            local.Add("rig", CheckOutcome.Good, $"{file} describes {string.Join(", ", RigFile.Read(file).Cameras.Select(c => c.Name))}.");
        await using var line = new OperatorBus(broker, order.Configuration, order.Directory);
        if (await line.Reach(cancel) is { } failure)
        {
            local.Add("broker", CheckOutcome.Bad, failure);
            return local.With(null);
        }
        local.Add("broker", CheckOutcome.Good, $"{broker} was reached.");
        var (completed, silence) = await line.Get<AskedCheck>().Ask(line.Bus, OperatorBus.Addressing, options, cancel);
        if (silence is not null)
            local.Add("answer", CheckOutcome.Bad, silence, Senders.Scheduler);
        return local.With(completed);
    }
}
