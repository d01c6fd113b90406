using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>A focuser that moves evenly, has play in its gears when it moves outwards, and remembers where it stands.</summary>
public sealed class SimulatedFocuser(SimulatedWorld world, string name, SimulatedFocuserOptions options) : SimulatedDevice(world, name), IFocuser
{
    private readonly SemaphoreSlim motor = new(1);

    public int Position => Moved is { } moved ? moved.PositionAt(Now) : options.FocusPosition;

    public int HighestPosition => options.HighestPosition;

    private FocuserMoved? Moved => World.Newest<FocuserMoved>(Name, Now);

    public async Task Move(int position, CancellationToken cancel)
    {
        RequireConnected("move");
        if (position < 0 || position > HighestPosition)
            throw Trouble($"can't go to {position}; 0 to {HighestPosition} is allowed");
        if (!motor.Wait(TimeSpan.Zero, CancellationToken.None))
            throw Trouble("it is moving already");
        try
        {
            var began = Now;
            var from = Position;
            if (position == from)
                return;
            var moved = new FocuserMoved(Name, began, from, position, Math.Abs(position - from) / options.StepsPerSecond, position > from ? options.BacklashSteps : 0);
            World.Write(moved);
            await Passed(moved, cancel);
        }
        finally
        {
            motor.Release();
        }
    }

    public Task<double?> Celsius(CancellationToken cancel)
    {
        RequireConnected("tell its temperature");
        return Task.FromResult<double?>(Math.Round(World.Weather.AirCelsius(Now), 1));
    }

    private async Task Passed(FocuserMoved moved, CancellationToken cancel)
    {
        try
        {
            await PassUntil(moved.Ends, cancel);
        }
        catch (OperationCanceledException)
        {
            World.Write(moved with { At = Now, From = moved.PositionAt(Now), To = moved.PositionAt(Now), Seconds = 0 });
            throw;
        }
    }
}
