using Sync.Clock;

namespace Sync.Devices.Alpaca;

/// <summary>A safety monitor behind an Alpaca server. It says whether it is safe, but not why it is not.</summary>
public sealed class AlpacaSafetyMonitor(DeviceAddress address, string device, TimeProvider time) : ISafetyMonitor
{
    private const int ConnectFrom = 3;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(10);
    private readonly AlpacaLine line = new(address, "safetymonitor", device, time);

    public string Name => line.Name;

    public TimeSpan AnswersWithin => TellAgain + AlpacaClient.AnswerLimit + TellAgain;

    public async Task Connect(CancellationToken cancel) => await AlpacaPlug.Connect(line, ConnectFrom, cancel);

    /// <summary>No silence is waited out here: what nobody knows is not safe.</summary>
    public async Task<Safety> Watch(Safety? known, CancellationToken cancel)
    {
        var from = time.GetTimestamp();
        while (true)
        {
            var now = await line.Is("issafe", cancel) ? Safety.Safe : new Safety(false, $"{Name} says that it is not safe");
            if (now != known || time.GetElapsedTime(from) >= TellAgain)
                return now;
            await time.Pass(LookAgain, cancel);
        }
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }
}
