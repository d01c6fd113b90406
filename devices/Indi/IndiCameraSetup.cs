namespace Sync.Devices.Indi;

/// <summary>What is set on a camera before it exposes: only what the driver has, and only where it differs.</summary>
internal sealed class IndiCameraSetup(IndiConnection line)
{
    private static readonly TimeSpan SettingLimit = TimeSpan.FromSeconds(15);

    /// <summary>Once after connecting: 16 bit FITS, uncompressed, sent here.</summary>
    public async Task Plugged(IndiSnoop? snoop, CancellationToken cancel)
    {
        await Choose("CCD_TRANSFER_FORMAT", "FORMAT_FITS", cancel);
        await Choose("CCD_COMPRESSION", "INDI_DISABLED", cancel);
        await Choose("UPLOAD_MODE", "UPLOAD_CLIENT", cancel);
        await Listen(snoop, cancel);
        await line.Send(IndiRequest.EnableBlob(line.Device, "CCD1"), cancel);
    }

    public async Task Apply(CameraSettings settings, CameraFacts facts, CancellationToken cancel)
    {
        await Choose("CCD_FRAME_TYPE", "FRAME_LIGHT", cancel);
        if (settings.Gain is { } gain)
            await Control("CCD_GAIN", "GAIN", gain, cancel);
        if (settings.Offset is { } offset)
            await Control("CCD_OFFSET", "OFFSET", offset, cancel);
        await Number("CCD_BINNING", cancel, ("HOR_BIN", settings.Binning), ("VER_BIN", settings.Binning));
        // In unbinned pixels, and set whole: CCD_FRAME_RESET would put the binning back as well.
        await Number("CCD_FRAME", cancel, ("X", 0), ("Y", 0), ("WIDTH", facts.WidthPixels), ("HEIGHT", facts.HeightPixels));
    }

    /// <summary>What a frame must be now; the driver may have rounded what was asked for.</summary>
    public (int Width, int Height) Frame(CameraFacts facts)
    {
        var (width, height) = (facts.WidthPixels, facts.HeightPixels);
        if (line.Find("CCD_FRAME") is { } frame && frame.Has("WIDTH") && frame.Has("HEIGHT"))
        {
            width = IndiReading.Whole(line, "CCD_FRAME", "WIDTH", 1, facts.WidthPixels);
            height = IndiReading.Whole(line, "CCD_FRAME", "HEIGHT", 1, facts.HeightPixels);
        }
        if (line.Find("CCD_BINNING") is not { } binning || !binning.Has("HOR_BIN") || !binning.Has("VER_BIN"))
            return (width, height);
        return (width / IndiReading.Whole(line, "CCD_BINNING", "HOR_BIN", 1, width), height / IndiReading.Whole(line, "CCD_BINNING", "VER_BIN", 1, height));
    }

    /// <summary>Cameras without such a property may keep it among their controls, as Gain, or as GAIN.</summary>
    private async Task Control(string property, string member, double wanted, CancellationToken cancel)
    {
        const string controls = "CCD_CONTROLS";
        if (line.Find(property) is null && line.Find(controls)?.Values.Keys.FirstOrDefault(k => k.Equals(member, StringComparison.OrdinalIgnoreCase)) is { } control)
            await Number(controls, cancel, (control, wanted));
        else
            await Number(property, cancel, (member, wanted));
    }

    public async Task Choose(string property, string member, CancellationToken cancel)
    {
        if (line.Find(property) is not { Writable: true } now || !now.Has(member) || now.IsOn(member))
            return;
        await line.Ask(IndiRequest.Switch(line.Device, property, member), v => v.IsOn(member), SettingLimit, cancel);
    }

    private async Task Number(string property, CancellationToken cancel, params (string Member, double Value)[] wanted)
    {
        if (line.Find(property) is not { Writable: true } now)
            return;
        var present = wanted.Where(w => now.Has(w.Member)).ToArray();
        if (present.All(w => Same(now, w)))
            return;
        await line.Ask(IndiRequest.Number(line.Device, property, present), v => v.State != IndiState.Busy, SettingLimit, cancel);
    }

    private async Task Listen(IndiSnoop? snoop, CancellationToken cancel)
    {
        if (snoop is null || line.Find("ACTIVE_DEVICES") is not { } now)
            return;
        var members = snoop.Members.Where(m => now.Values.TryGetValue(m.Member, out var is_) && is_ != m.Value).ToArray();
        if (members.Length > 0)
            await line.Ask(IndiRequest.Text(line.Device, "ACTIVE_DEVICES", members), v => v.State != IndiState.Busy, SettingLimit, cancel);
    }

    private static bool Same(IndiVector now, (string Member, double Value) wanted) =>
        Math.Abs(now.Number(wanted.Member) - wanted.Value) < 1e-6;
}
