using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>A filter wheel that takes 1 to 2 s for each slot it passes, the shorter way round. It remembers where it stands.</summary>
public sealed class SimulatedFilterWheel : SimulatedDevice, IFilterWheel
{
    public SimulatedFilterWheel(SimulatedWorld world, string name, IReadOnlyList<string> filters)
        : base(world, name)
    {
        if (filters.Count == 0)
            throw Trouble("a simulated filter wheel needs at least one filter");
        Filters = filters;
    }

    public IReadOnlyList<string> Filters { get; }

    public string? Current => Turned is { } turned ? (Now < Until(turned) ? null : turned.Filter) : Filters[0];

    private FilterTurned? Turned => World.Newest<FilterTurned>(Name, Now);

    public async Task Select(string filter, CancellationToken cancel)
    {
        RequireConnected("turn");
        var to = Slot(filter);
        if (to < 0)
            throw Trouble($"has no filter '{filter}'; it has {string.Join(", ", Filters)}");
        if (Turned is { } before)
            await PassUntil(Until(before), cancel);
        var from = Slot(Turned?.Filter ?? Filters[0]);
        var steps = Math.Min(Math.Abs(to - from), Filters.Count - Math.Abs(to - from));
        if (steps == 0)
            return;
        var seconds = steps * World.Random(Name, "turn", Now.UtcTicks).Between(1, 2);
        var turned = new FilterTurned(Name, Now, filter, seconds);
        World.Write(turned);
        await PassUntil(Until(turned), cancel);
    }

    private static DateTimeOffset Until(FilterTurned turned) => turned.At.AddSeconds(turned.Seconds);

    private int Slot(string filter)
    {
        for (var i = 0; i < Filters.Count; i++)
        {
            if (Filters[i] == filter)
                return i;
        }
        return -1;
    }
}
