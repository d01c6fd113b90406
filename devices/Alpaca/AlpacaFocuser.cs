namespace Sync.Devices.Alpaca;

/// <summary>A focuser behind an Alpaca server, one that knows its absolute position.</summary>
public sealed class AlpacaFocuser(DeviceAddress address, string device, TimeProvider time) : IFocuser
{
    private const int ConnectFrom = 4;
    private static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(5);
    private readonly AlpacaLine line = new(address, "focuser", device, time);
    private int largestMove;

    public string Name => line.Name;

    public int Position { get; private set; }

    public int HighestPosition { get; private set; }

    public async Task Connect(CancellationToken cancel)
    {
        await AlpacaPlug.Connect(line, ConnectFrom, cancel);
        if (!await line.Is("absolute", cancel))
            throw new DeviceException(Name, "does not know its absolute position; only a focuser that does can be used");
        HighestPosition = (await line.Get("maxstep", cancel)).Whole(1, int.MaxValue);
        largestMove = (await line.Ask("maxincrement", cancel))?.Whole(1, int.MaxValue) ?? HighestPosition;
        await Look(cancel);
    }

    /// <summary>In several moves where it is farther than the focuser goes in one. Others than it allows are refused here: many drivers just take them.</summary>
    public async Task Move(int position, CancellationToken cancel)
    {
        if (position < 0 || position > HighestPosition)
            throw new DeviceException(Name, $"can't go to {position}; 0 to {HighestPosition} is allowed");
        try
        {
            if (await line.Is("ismoving", cancel))
                throw new DeviceException(Name, "is moving already");
            await Look(cancel);
            while (Position != position)
                await Step(Position + Math.Clamp(position - Position, -largestMove, largestMove), cancel);
        }
        catch (OperationCanceledException)
        {
            await AlpacaMotion.Stop(line, "halt", "ismoving", MoveLimit);
            await Look(CancellationToken.None);
            throw;
        }
    }

    public async Task<double?> Celsius(CancellationToken cancel) => (await line.Ask("temperature", cancel))?.Number();

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Step(int position, CancellationToken cancel)
    {
        await line.Put("move", MoveLimit, cancel, ("Position", position));
        var arrived = await AlpacaMotion.End(line, ($"move to {position}", MoveLimit), AlpacaMotion.Grace, Moves, async c => await Look(c) == position, cancel);
        if (!arrived)
            throw new DeviceException(Name, $"stopped at {Position} on the way to {position}");
    }

    private async Task<bool> Moves(CancellationToken cancel)
    {
        if (!await line.Is("ismoving", cancel))
            return false;
        await Look(cancel);
        return true;
    }

    private async Task<int> Look(CancellationToken cancel) => Position = (await line.Get("position", cancel)).Whole(int.MinValue, int.MaxValue);
}
