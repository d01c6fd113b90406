using Sync.Devices.Rig;

namespace Sync.CameraAgent.Focusing;

/// <summary>What one camera focuses by: what its focuser's description says, and the settings of all where it says nothing.</summary>
/// <param name="Exposure">of each frame</param>
/// <param name="StepSize">between two points, focuser steps</param>
/// <param name="PointsEachSide">of focus</param>
/// <param name="RSquaredLimit">a curve that explains less is none</param>
/// <param name="Triggers">when it wants to</param>
/// <param name="FilterOffsets">where focus is behind each filter, steps from any one place; none for those that are not in it</param>
internal sealed record FocusSettings(
    TimeSpan Exposure, int StepSize, int PointsEachSide, double RSquaredLimit, FocusTriggers Triggers, IReadOnlyDictionary<string, int> FilterOffsets)
{
    public static FocusSettings Of(FocusOptions all, FocuserDescription? own) => new(
        own?.ExposureSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : all.Exposure,
        own?.StepSize ?? all.StepSize,
        own?.PointsEachSide ?? all.PointsEachSide,
        all.RSquaredLimit,
        new FocusTriggers(
            (own?.EveryFrames ?? all.EveryFrames) is > 0 and var frames ? frames : null,
            (own?.EveryMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : all.Every) is var time && time > TimeSpan.Zero ? time : null,
            (own?.EveryDegrees ?? all.EveryDegrees) is > 0 and var degrees ? degrees : null,
            (own?.HfrGrowthPercent ?? all.HfrGrowthPercent) is > 0 and var growth ? growth / 100 : null,
            own?.EveryFilter ?? all.EveryFilter,
            own?.AtStart ?? all.AtStart),
        own?.FilterOffsets ?? new Dictionary<string, int>());

    /// <summary>By how many steps focus moves from one filter to another; null where that is not known of both.</summary>
    public int? Between(string? from, string? to) => from == to ? 0
        : from is not null && to is not null && FilterOffsets.TryGetValue(from, out var old) && FilterOffsets.TryGetValue(to, out var other) ? other - old : null;

    public FocusPlan Plan(int highestPosition) => new(StepSize, PointsEachSide, RSquaredLimit, 0, highestPosition);
}
