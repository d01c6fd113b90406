namespace Sync.Devices.Alpaca;

/// <summary>A filter wheel behind an Alpaca server. Alpaca counts slots from 0, and says -1 while it turns.</summary>
public sealed class AlpacaFilterWheel(DeviceAddress address, string device, TimeProvider time) : IFilterWheel
{
    private const int ConnectFrom = 3;
    private const int Turning = -1;
    private const int MostSlots = 1000;
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(60);
    private readonly AlpacaLine line = new(address, "filterwheel", device, time);
    private int slot = Turning;

    public string Name => line.Name;

    public IReadOnlyList<string> Filters { get; private set; } = [];

    /// <summary>As it was last told, here: nobody tells of a wheel that others turn.</summary>
    public string? Current => slot >= 0 && slot < Filters.Count ? Filters[slot] : null;

    public async Task Connect(CancellationToken cancel)
    {
        await AlpacaPlug.Connect(line, ConnectFrom, cancel);
        var names = (await line.Get("names", cancel)).Texts();
        await Position(cancel);
        Filters = names;
    }

    public async Task Select(string filter, CancellationToken cancel)
    {
        var wanted = Filters.ToList().IndexOf(filter);
        if (wanted < 0)
            throw new DeviceException(Name, $"there is no filter \"{filter}\"; there are {string.Join(", ", Filters)}");
        // One that is not connected says that it is at 0, and no error.
        if (!await line.Is("connected", cancel))
            throw new DeviceException(Name, "is not connected");
        if (await Position(cancel) == wanted)
            return;
        await line.Put("position", TurnLimit, cancel, ("Position", wanted));
        var arrived = await AlpacaMotion.End(
            line, ($"turn to {filter}", TurnLimit), AlpacaMotion.Grace, async c => await Position(c) == Turning, _ => Task.FromResult(slot == wanted), cancel);
        if (!arrived)
            throw new DeviceException(Name, $"stopped at {Current ?? "no filter"} on the way to {filter}");
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> Position(CancellationToken cancel) => slot = (await line.Get("position", cancel)).Whole(Turning, MostSlots);
}
