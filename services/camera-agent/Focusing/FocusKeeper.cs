using Sync.CameraAgent.Exposures;
using Sync.Contracts;
using Sync.Devices;
using Sync.Ledger;
using Sync.Measure;

namespace Sync.CameraAgent.Focusing;

/// <summary>
/// Keeps a camera in focus: knows where it was last, how much it needs to look again, and moves the focuser, which nobody does while the
/// shutter is open. Without a focuser it does nothing.
/// </summary>
internal sealed class FocusKeeper(Telescope telescope, Store store, Mouth mouth, TimeProvider time, FocusOptions options)
{
    private const string Restarted = "The agent was restarted, or its hardware failed, while it focused.";
    private readonly SinceLastFocus since = new();

    public FocusSettings Settings { get; } = FocusSettings.Of(options, telescope.Description.Focuser);

    /// <summary>Null without a focuser, and before it has been reached.</summary>
    public FocusNeed? Need => since.Need(Settings, time.GetUtcNow(), telescope.Site.LongitudeDegrees);

    /// <summary>
    /// The focuser is in reach. What a run that was broken off left behind is put right; and where somebody else has moved it since, that
    /// is taken for focus.
    /// </summary>
    public async Task Found(CancellationToken cancel)
    {
        if (telescope.Focuser is not { } focuser)
            return;
        var (row, celsius) = (await store.Read(c => FocusJournal.Find(c, telescope.Name)), await Celsius(cancel));
        since.LooksThrough(telescope.Wheel?.Current, celsius);
        if (row is { AtRest: false })
            await PutRight(row, cancel);
        else if (row is null || focuser.Position != Belongs(row, telescope.Wheel?.Current))
            await Keep(AsFound(focuser.Position, celsius));
        else
            since.Focused(row, await Frames(row));
    }

    /// <summary>A filter is in the light path: goes where focus is behind it.</summary>
    public async Task Follow(string? filter, CancellationToken cancel)
    {
        if (telescope.Focuser is null)
            return;
        since.LooksThrough(filter, await Celsius(cancel));
        await Approach(Belongs(since.Row!, filter), cancel);
    }

    /// <summary>Goes there from above, so that gears have no play.</summary>
    public async Task Approach(int position, CancellationToken cancel)
    {
        var focuser = telescope.Focuser!;
        if (position == focuser.Position)
            return;
        using var call = AgentSpans.Call("move focuser")?.SetTag("focus.position", position);
        if (position > focuser.Position)
            await focuser.Move(Math.Min(position + Settings.StepSize, focuser.HighestPosition), cancel);
        await focuser.Move(position, cancel);
    }

    /// <summary>From here on the focuser may stand anywhere, also after a crash.</summary>
    public async Task<FocusRow> Begin(PrepareRound order, CancellationToken cancel)
    {
        var row = since.Row!.Begun(order, time.GetUtcNow());
        await mouth.Write(t => Keep(t, row), cancel);
        return row;
    }

    /// <summary>Nothing more is exposed in that run. Written with what is said of it; the focuser is then to be put to rest.</summary>
    public async Task End(Transaction t, FocusRow begun, FocusRow after, FocusEnded said)
    {
        if (since.Row?.RoundId != begun.RoundId)
            return;
        await Keep(t, after);
        await t.Send(Addresses.Frames, said);
    }

    /// <summary>Puts the focuser where it belongs, and writes that it is there.</summary>
    public async Task Rest(CancellationToken cancel)
    {
        var row = since.Row!;
        await Approach(Belongs(row, telescope.Wheel?.Current), cancel);
        await Keep(row with { AtRest = true });
    }

    /// <returns>half-flux radius of its stars in pixels; null without stars, and where nothing hangs on it</returns>
    public double? Measure(CameraImage image) => telescope.Focuser is not null && Settings.Triggers.HfrGrowth is not null ? Radius(image) : null;

    /// <returns>half-flux radius of its stars in pixels; null without stars</returns>
    public static double? Radius(CameraImage image)
    {
        var pixels = Array.ConvertAll(image.Pixels, p => (float)p);
        return Frame.Measure(pixels, image.Width, image.Height, MeasureOptions.Default).HfrPixels;
    }

    /// <summary>A frame was saved.</summary>
    public void Took(Exposures.FrameRow frame) => since.Took(frame.Order.Slot.Filter, frame.ClosedAt!.Value, frame.HfrPixels);

    public async Task<double?> Celsius(CancellationToken cancel)
    {
        try
        {
            return await telescope.Focuser!.Celsius(cancel);
        }
        catch (DeviceException)
        {
            return null; // without its thermometer it can still focus
        }
    }

    private async Task PutRight(FocusRow row, CancellationToken cancel)
    {
        since.Focused(row, await Frames(row));
        if (row.RoundId is not null)
            await mouth.Write(t => End(t, row, row.Over(), row.ToFocusEnded(row.Over(), 0, null, Restarted, time.GetUtcNow())), cancel);
        await Rest(cancel);
    }

    private int Belongs(FocusRow row, string? filter) =>
        Math.Clamp(row.Position + (Settings.Between(row.Filter, filter) ?? 0), 0, telescope.Focuser!.HighestPosition);

    private FocusRow AsFound(int position, double? celsius) => new()
    {
        Camera = telescope.Name,
        Position = position,
        Celsius = celsius,
        Filter = telescope.Wheel?.Current,
        FocusedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private Task Keep(FocusRow row) => mouth.Write(t => Keep(t, row), CancellationToken.None);

    private Task Keep(Transaction t, FocusRow row)
    {
        FocusJournal.Keep(t, row);
        t.OnCommitted(() => since.Focused(row, []));
        return Task.CompletedTask;
    }

    private Task<List<(string?, double?)>> Frames(FocusRow row) => store.Read(c =>
        FrameJournal.ClosedAfter(c, telescope.Name, row.FocusedAt).Where(f => f.Order.Slot.Work == SlotWork.Expose).Select(f => (f.Order.Slot.Filter, f.HfrPixels)).ToList());
}
