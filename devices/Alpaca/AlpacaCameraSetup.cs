using System.Globalization;

namespace Sync.Devices.Alpaca;

/// <summary>What is set on a camera before it exposes: only what the driver has, and only where it differs.</summary>
/// <param name="line">to the camera</param>
/// <param name="readoutMode">by its name, where a frame asks for none; null leaves it as it is</param>
internal sealed class AlpacaCameraSetup(AlpacaLine line, string? readoutMode)
{
    private int? usualMode;
    private IReadOnlyList<string> gains = [];
    private IReadOnlyList<string> offsets = [];

    /// <summary>What the next frame will be, in its own pixels.</summary>
    public (int Width, int Height) Frame { get; private set; }

    /// <summary>Once after connecting.</summary>
    public async Task Plugged(CameraFacts facts, CancellationToken cancel)
    {
        gains = (await line.Ask("gains", cancel))?.Texts() ?? [];
        offsets = (await line.Ask("offsets", cancel))?.Texts() ?? [];
        usualMode = readoutMode is null ? null : Mode((await line.Ask("readoutmodes", cancel))?.Texts() ?? [], readoutMode);
        Frame = ((await line.Get("numx", cancel)).Whole(1, facts.WidthPixels), (await line.Get("numy", cancel)).Whole(1, facts.HeightPixels));
    }

    public async Task Apply(CameraSettings settings, CameraFacts facts, CancellationToken cancel)
    {
        // A readout mode may bring its own gain along.
        await Set("readoutmode", "ReadoutMode", settings.ReadoutMode ?? usualMode, cancel);
        await Set("gain", "Gain", Level("gain", gains, settings.Gain), cancel);
        await Set("offset", "Offset", Level("offset", offsets, settings.Offset), cancel);
        await Set("binx", "BinX", settings.Binning, cancel);
        await Set("biny", "BinY", settings.Binning, cancel);
        await Set("startx", "StartX", 0, cancel);
        await Set("starty", "StartY", 0, cancel);
        // In binned pixels. Nobody refuses a wrong size before the exposure.
        var (width, height) = (facts.WidthPixels / settings.Binning, facts.HeightPixels / settings.Binning);
        await Set("numx", "NumX", width, cancel);
        await Set("numy", "NumY", height, cancel);
        Frame = (width, height);
    }

    private int Mode(IReadOnlyList<string> names, string wanted)
    {
        var index = names.ToList().FindIndex(n => n.Trim().Equals(wanted.Trim(), StringComparison.OrdinalIgnoreCase));
        var known = names.Count == 0 ? "no names" : string.Join(", ", names);
        return index >= 0 ? index : throw new DeviceException(line.Name, $"has no readout mode '{wanted}'; there are {known}");
    }

    /// <summary>The device refuses what it can't be set to, in its own words. What it does not have at all is left out.</summary>
    private async Task Set(string member, string key, int? wanted, CancellationToken cancel)
    {
        if (wanted is { } value && await line.Ask(member, cancel) is { } now && now.Number() != value)
            await line.Put(member, cancel, (key, value));
    }

    /// <summary>
    /// Where a camera has names instead of numbers, it is set by their index. A number asked for is that in a name ("ISO 800"), and only
    /// where no name has it the index itself.
    /// </summary>
    private int? Level(string what, IReadOnlyList<string> names, int? wanted)
    {
        if (wanted is not { } value || names.Count == 0)
            return wanted;
        var named = names.ToList().FindIndex(n => NumberIn(n) == value);
        if (named < 0 && (value < 0 || value >= names.Count))
            throw new DeviceException(line.Name, $"has no {what} {value}; there are {string.Join(", ", names)}");
        return named < 0 ? value : named;
    }

    private static int? NumberIn(string name) =>
        int.TryParse(string.Concat(name.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
