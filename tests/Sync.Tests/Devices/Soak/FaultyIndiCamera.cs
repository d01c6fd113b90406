using Sync.Clock;
using Sync.Tests.Devices.Indi.Served;

namespace Sync.Tests.Devices.Soak;

/// <summary>A camera behind an INDI server that fails in one state of many, in any way there is.</summary>
internal sealed class FaultyIndiCamera
{
    private const int OneIn = 20;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private readonly Random random = new(7);
    private readonly TimeProvider time;
    private readonly ServedIndiCamera driver;

    public FaultyIndiCamera(TimeProvider time)
    {
        this.time = time;
        driver = new ServedIndiCamera(time, Fault);
        Server = new ServedIndi(driver.Answer);
    }

    public ServedIndi Server { get; }

    public Dictionary<ServedFault, int> Faults { get; } = [];

    private ServedFault Fault(string state)
    {
        lock (gate)
        {
            if (random.Next(OneIn) > 0)
                return ServedFault.None;
            var fault = (ServedFault)random.Next(1, (int)ServedFault.Leaves + 1);
            Faults[fault] = Faults.GetValueOrDefault(fault) + 1;
            if (fault == ServedFault.Leaves)
                _ = Task.Run(Leave);
            return fault;
        }
    }

    private async Task Leave()
    {
        Server.Stop();
        driver.Restart();
        await time.Pass(Away, default);
        Server.Start();
    }
}
