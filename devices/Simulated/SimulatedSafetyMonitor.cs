using Sync.Clock;
using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>Safe, unless the world's record says otherwise. What another process writes there is seen within 10 s.</summary>
public sealed class SimulatedSafetyMonitor(SimulatedWorld world, string name) : SimulatedDevice(world, name), ISafetyMonitor
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);
    private readonly Bell bell = new(world.Time);

    public TimeSpan AnswersWithin => 2 * LookAgain;

    public async Task<Safety> Watch(Safety? known, CancellationToken cancel)
    {
        RequireConnected("tell whether it is safe");
        if (known == Present)
            await bell.Wait(LookAgain, cancel);
        return Present;
    }

    /// <summary>The weather turns. An empty reason is good weather.</summary>
    public void Turn(string reason)
    {
        World.Write(new WeatherTurned(Name, Now, reason));
        bell.Ring();
    }

    private Safety Present => World.Newest<WeatherTurned>(Name, Now) is { Reason: { Length: > 0 } reason } ? new(false, reason) : Safety.Safe;
}
