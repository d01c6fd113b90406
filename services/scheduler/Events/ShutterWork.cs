using Sync.Contracts;

namespace Sync.Scheduler.Events;

/// <summary>What is left of a step of one camera that opens its shutter.</summary>
/// <param name="Part">of the stage</param>
/// <param name="Camera">whose it is</param>
/// <param name="Until">nothing of it is begun later</param>
/// <param name="Jobs">in their order; the first is under way or comes next</param>
public sealed record ShutterWork(int Part, string Camera, DateTimeOffset Until, IReadOnlyList<ShutterJob> Jobs)
{
    /// <summary>A job of which nothing came so often in a row is given up.</summary>
    private const int Tries = 2;

    /// <summary>In how many rounds in a row nothing came of the first job.</summary>
    public int InVain { get; init; }

    /// <summary>What was not done, in sentences.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];

    /// <summary>The same behind a round.</summary>
    /// <param name="outcome">what became of the camera in it</param>
    /// <param name="isThere">whether the camera has been heard of lately</param>
    internal ShutterWork After(CameraOutcome outcome, bool isThere)
    {
        var job = Jobs[0];
        if (job.Work == SlotWork.Focus)
            return outcome.End == SlotEnd.Taken ? Behind(null) : Behind(outcome.Reason ?? "No focus was found.");
        if (job.Exposure is null && outcome.FlatExposure is { } found)
            return Again(job with { Exposure = found });
        if (job.Exposure is not null && outcome.Frames > 0)
            return outcome.Frames >= job.Frames ? Behind(null) : Again(Left(job, outcome.Frames));
        var reason = outcome.Reason ?? "No frame came of it.";
        if (!isThere)
            return GivenUp(reason);
        return InVain + 1 < Tries ? this with { InVain = InVain + 1 } : Behind($"{job.Name}: {reason}");
    }

    /// <summary>Nothing more of it.</summary>
    internal ShutterWork GivenUp(string reason) => this with { Jobs = [], Troubles = [.. Troubles, $"{Missing} {reason}"] };

    private string Missing => Jobs[0].Work == SlotWork.Focus ? "" : string.Join(", ", Jobs.Select(j => $"{j.Frames} {j.Name}")) + " were not taken:";

    private ShutterWork Behind(string? trouble) =>
        this with { Jobs = [.. Jobs.Skip(1)], InVain = 0, Troubles = trouble is null ? Troubles : [.. Troubles, trouble] };

    private ShutterWork Again(ShutterJob job) => this with { Jobs = [job, .. Jobs.Skip(1)], InVain = 0 };

    /// <summary>How bright the sky is now, must be found out anew.</summary>
    private static ShutterJob Left(ShutterJob job, int taken) => job with
    {
        Frames = job.Frames - taken,
        Exposure = job is { Level: not null, PanelPercent: null } ? null : job.Exposure,
    };
}
