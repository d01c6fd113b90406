using Sync.Contracts;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>What a step means for one camera: which frames, one kind after the other.</summary>
internal static class ShutterJobs
{
    /// <param name="step">one that opens shutters</param>
    /// <param name="camera">as it was last heard</param>
    /// <param name="focusWithin">no run through focus is longer</param>
    /// <returns>none where the camera has nothing to do in it, with the reason where that is worth telling</returns>
    public static (IReadOnlyList<ShutterJob> Jobs, string? Trouble) Of(ScriptStep step, CameraHeartbeat camera, TimeSpan focusWithin) => step switch
    {
        AutofocusStep focus => Focus(focus, camera, focusWithin),
        DarksStep darks => (Darks(darks), null),
        FlatsStep flats => Flats(flats, camera),
        _ => throw new InvalidOperationException($"{step.Verb} opens no shutter."),
    };

    private static (IReadOnlyList<ShutterJob>, string?) Focus(AutofocusStep step, CameraHeartbeat camera, TimeSpan within)
    {
        if (camera.FocusNeedPercent is null) // it has no focuser
            return ([], null);
        var filter = step.Filter is null ? camera.Filters.FirstOrDefault() : Known(camera, step.Filter);
        return filter is null && camera.Filters.Count > 0
            ? ([], $"It has no filter {step.Filter}, but {string.Join(", ", camera.Filters)}.")
            : ([new() { Work = SlotWork.Focus, Filter = filter, Exposure = within }], null);
    }

    private static List<ShutterJob> Darks(DarksStep step) =>
    [
        .. from exposure in step.Exposures
           from gain in step.Gains
           from offset in step.Offsets
           select new ShutterJob { Work = SlotWork.Dark, Exposure = exposure, Frames = step.Count, Gain = gain, Offset = offset, Binning = step.Binning },
    ];

    private static (IReadOnlyList<ShutterJob>, string?) Flats(FlatsStep step, CameraHeartbeat camera)
    {
        string?[] filters = camera.Filters.Count == 0 ? [null]
            : step.Filters.Count == 0 ? [.. camera.Filters]
            : [.. step.Filters.Select(f => Known(camera, f)).OfType<string>().Distinct()];
        return ([.. filters.Select(f => Flat(step, f))], filters.Length > 0 ? null : $"It has none of the filters {string.Join(", ", step.Filters)}, but {string.Join(", ", camera.Filters)}.");
    }

    private static ShutterJob Flat(FlatsStep step, string? filter) => new()
    {
        Work = SlotWork.Flat,
        Filter = filter,
        Frames = step.Count,
        Gain = step.Gain,
        Offset = step.Offset,
        Binning = step.Binning,
        PanelPercent = step.PanelPercent,
        Level = new() { Adu = step.Adu, TolerancePercent = step.TolerancePercent, Shortest = step.Shortest, Longest = step.Longest },
    };

    private static string? Known(CameraHeartbeat camera, string filter) =>
        camera.Filters.FirstOrDefault(f => f.Equals(filter, StringComparison.OrdinalIgnoreCase));
}
