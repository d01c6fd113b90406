namespace Sync.Devices.Indi;

/// <summary>A cover, a panel of light, or both, behind an INDI server.</summary>
public sealed class IndiCover(DeviceAddress address, string device, TimeProvider time) : ICover
{
    private const string Cap = "CAP_PARK";
    private const string Switch = "FLAT_LIGHT_CONTROL";
    private const string Intensity = "FLAT_LIGHT_INTENSITY";
    private const string IntensityValue = "FLAT_LIGHT_INTENSITY_VALUE";
    private static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LightLimit = TimeSpan.FromSeconds(15);

    /// <summary>Of drivers that do not say: that of indilib's own interface.</summary>
    private static readonly IndiRange UsualRange = new(0, 255);

    private readonly IndiConnection line = new(address, device, time);

    public string Name => device;

    public bool HasCover { get; private set; }

    public bool HasPanel { get; private set; }

    /// <exception cref="DeviceException">also when it is neither a cover nor a panel</exception>
    public async Task Connect(CancellationToken cancel)
    {
        await IndiPlug.Connect(line, cancel);
        (HasCover, HasPanel) = (line.Find(Cap) is not null, line.Find(Switch) is not null);
        if (!HasPanel && !HasCover)
            throw new DeviceException(device, $"is neither a cover nor a panel: it has no {Cap} and no {Switch}");
    }

    /// <summary>Where there is but a panel, nothing is ever closed.</summary>
    public Task<bool?> IsOpen(CancellationToken cancel)
    {
        line.Need(HasPanel ? Switch : Cap);
        return Task.FromResult(line.Find(Cap) switch
        {
            null => true,
            { State: IndiState.Busy or IndiState.Alert } => null,
            var cap => cap.IsOn("UNPARK") ? true : cap.IsOn("PARK") ? false : (bool?)null,
        });
    }

    public async Task Open(CancellationToken cancel)
    {
        if (await IsOpen(cancel) != true)
            await Move("UNPARK", "opening of the cover", cancel);
    }

    public async Task Close(CancellationToken cancel)
    {
        if (await IsOpen(cancel) != false)
            await Move("PARK", "closing of the cover", cancel);
    }

    public async Task Light(int brightnessPercent, CancellationToken cancel)
    {
        if (!HasPanel)
            throw new DeviceException(Name, "has no panel of light");
        if (brightnessPercent is < 0 or > 100)
            throw new DeviceException(Name, $"can't light its panel at {brightnessPercent} %; 0 to 100 is allowed");
        await Turn(brightnessPercent > 0 ? "FLAT_LIGHT_ON" : "FLAT_LIGHT_OFF", cancel);
        // Behind the switch, for a panel that is switched on may shine as it likes.
        if (brightnessPercent > 0 && line.Find(Intensity) is { Writable: true } now)
            await Shine(now.Ranges.GetValueOrDefault(IntensityValue, UsualRange), brightnessPercent, cancel);
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task Move(string member, string what, CancellationToken cancel)
    {
        var end = await IndiMotion.Run(line, IndiRequest.Switch(device, Cap, member),
            v => v.State == IndiState.Busy || v.IsOn(member), MoveLimit, what, cancel);
        if (!end.IsOn(member))
            throw new DeviceException(device, $"the {what} was stopped on its way ({Cap} {end.State})");
    }

    private async Task Turn(string member, CancellationToken cancel)
    {
        if (line.Need(Switch).IsOn(member))
            return;
        await line.Ask(IndiRequest.Switch(device, Switch, member), v => v.State != IndiState.Busy && v.IsOn(member), LightLimit, cancel);
    }

    private async Task Shine(IndiRange range, int percent, CancellationToken cancel)
    {
        var value = Math.Clamp(Math.Round(range.Highest * percent / 100), Math.Max(1, range.Lowest), Math.Max(1, range.Highest));
        await line.Ask(IndiRequest.Number(device, Intensity, (IntensityValue, value)), v => v.State != IndiState.Busy, LightLimit, cancel);
    }
}
