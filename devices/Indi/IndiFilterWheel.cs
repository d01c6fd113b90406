using System.Globalization;

namespace Sync.Devices.Indi;

/// <summary>A filter wheel behind an INDI server. INDI counts slots from 1.</summary>
public sealed class IndiFilterWheel(DeviceAddress address, string device, TimeProvider time) : IFilterWheel
{
    private const string Slot = "FILTER_SLOT";
    private const string SlotValue = "FILTER_SLOT_VALUE";
    private const string NamePrefix = "FILTER_SLOT_NAME_";
    private const int MostSlots = 1000;
    private static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(60);
    private readonly IndiConnection line = new(address, device, time);

    public string Name => device;

    public IReadOnlyList<string> Filters { get; private set; } = [];

    public string? Current
    {
        get
        {
            if (line.Need(Slot).State == IndiState.Busy)
                return null;
            var slot = IndiReading.Whole(line, Slot, SlotValue, 0, MostSlots);
            return slot >= 1 && slot <= Filters.Count ? Filters[slot - 1] : null;
        }
    }

    public async Task Connect(CancellationToken cancel)
    {
        await IndiPlug.Connect(line, cancel, Slot, "FILTER_NAME");
        Filters =
        [
            .. from name in line.Need("FILTER_NAME").Values
               where name.Key.StartsWith(NamePrefix, StringComparison.Ordinal)
               let slot = int.TryParse(name.Key.AsSpan(NamePrefix.Length), CultureInfo.InvariantCulture, out var number)
                   ? number
                   : throw new DeviceException(device, $"tells a filter {name.Key}; {NamePrefix} and a number is allowed")
               orderby slot
               select name.Value,
        ];
    }

    public async Task Select(string filter, CancellationToken cancel)
    {
        if (Current == filter)
            return;
        var slot = Filters.ToList().IndexOf(filter) + 1;
        if (slot == 0)
            throw new DeviceException(device, $"there is no filter \"{filter}\"; there are {string.Join(", ", Filters)}");
        await IndiMotion.Run(line, IndiRequest.Number(device, Slot, (SlotValue, slot)),
            v => v.State == IndiState.Busy || v.Number(SlotValue) == slot, TurnLimit, $"turn to {filter}", cancel);
        if (Current != filter)
            throw new DeviceException(device, $"stopped at {Current ?? "no filter"} on the way to {filter}");
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();
}
