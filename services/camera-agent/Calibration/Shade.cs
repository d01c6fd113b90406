using Sync.Contracts;

namespace Sync.CameraAgent.Calibration;

/// <summary>What light falls into a telescope: its cover and panel as each slot wants them.</summary>
internal sealed class Shade(Telescope telescope)
{
    private bool lit;

    /// <summary>Why the light can't be as a slot wants it; null when it can.</summary>
    public string? Lacks(Slot slot)
    {
        if (slot.Work == SlotWork.Dark && telescope.Cover is not { HasCover: true })
            return $"{telescope.Name} has no cover that could be closed for darks.";
        return slot.PanelPercent is not null && telescope.Cover is not { HasPanel: true } ? $"{telescope.Name} has no panel for flats." : null;
    }

    /// <summary>A cover that a script closed, or that was closed before, lets no light in; and a lit one lets no dark be.</summary>
    public async Task Set(Slot slot, CancellationToken cancel)
    {
        if (telescope.Cover is not { } cover)
            return;
        if (slot.Work == SlotWork.Dark || slot.PanelPercent is not null)
            await Close(cover, slot.PanelPercent ?? 0, cancel);
        else if (await cover.IsOpen(cancel) != true)
            await Open(cover, cancel);
    }

    /// <summary>Nothing that wants the panel is under way any more.</summary>
    public async Task PutOut(CancellationToken cancel)
    {
        if (!lit)
            return;
        lit = false;
        await telescope.Cover!.Light(0, cancel);
    }

    private async Task Close(Devices.ICover cover, int percent, CancellationToken cancel)
    {
        using var call = AgentSpans.Call("close cover")?.SetTag("panel.percent", percent);
        if (cover.HasCover)
            await cover.Close(cancel);
        if (cover.HasPanel)
        {
            lit = percent > 0;
            await cover.Light(percent, cancel);
        }
    }

    private async Task Open(Devices.ICover cover, CancellationToken cancel)
    {
        using var call = AgentSpans.Call("open cover");
        if (cover.HasPanel)
            await cover.Light(0, cancel);
        lit = false;
        await cover.Open(cancel);
    }
}
