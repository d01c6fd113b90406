using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>A cover with a panel that takes 5 s to open or to close, and remembers how it was left; open at first.</summary>
public sealed class SimulatedCover(SimulatedWorld world, string name) : SimulatedDevice(world, name), ICover
{
    private const double Seconds = 5;

    public bool HasCover => true;

    public bool HasPanel => true;

    private CoverMoved? Moved => World.Newest<CoverMoved>(Name, Now);

    public Task<bool?> IsOpen(CancellationToken cancel)
    {
        RequireConnected("tell whether it is open");
        return Task.FromResult<bool?>(Moved is not { } moved ? true : Now < Until(moved) ? null : moved.Open);
    }

    public Task Open(CancellationToken cancel) => Move(open: true, cancel);

    public Task Close(CancellationToken cancel) => Move(open: false, cancel);

    public Task Light(int brightnessPercent, CancellationToken cancel)
    {
        RequireConnected("light its panel");
        if (brightnessPercent is < 0 or > 100)
            throw Trouble($"can't light its panel at {brightnessPercent} %; 0 to 100 is allowed");
        World.Write(new PanelLit(Name, Now, brightnessPercent));
        return Task.CompletedTask;
    }

    private async Task Move(bool open, CancellationToken cancel)
    {
        RequireConnected(open ? "open" : "close");
        if (Moved is { } before)
            await PassUntil(Until(before), cancel);
        if ((Moved?.Open ?? true) == open)
            return;
        var moved = new CoverMoved(Name, Now, open, Seconds);
        World.Write(moved);
        await PassUntil(Until(moved), cancel);
    }

    private static DateTimeOffset Until(CoverMoved moved) => moved.At.AddSeconds(moved.Seconds);
}
