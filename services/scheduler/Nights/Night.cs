using Sync.Contracts;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Planning;
using Sync.Script;

namespace Sync.Scheduler.Nights;

/// <summary>One night, as it is kept.</summary>
public sealed class Night : ISagaRow
{
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    public string CurrentState { get; set; } = "";

    public DateTimeOffset BeganAt { get; set; }

    /// <summary>No exposure goes on beyond it; null when only the sky decides.</summary>
    public DateTimeOffset? Ends { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public List<string> Expected { get; set; } = [];

    /// <summary>How many moves were ordered; each begins an epoch.</summary>
    public int Epoch { get; set; }

    public int Rounds { get; set; }

    public Guid? RoundId { get; set; }

    /// <summary>The move that is under way; null when the sky is still, or nobody knows.</summary>
    public Guid? MoveId { get; set; }

    /// <summary>What the last move was: "slew", "centre", "flip", "recentre", "dither" or "park"; "move" where nobody has written it down.</summary>
    public string MoveKind { get; set; } = "move";

    /// <summary>What the telescopes point at for certain; null after a failed move, and before the first.</summary>
    public Guid? PointsAt { get; set; }

    /// <summary>Where the telescopes were after the last slew or flip; null where the mount does not tell.</summary>
    public SideOfPier? Side { get; set; }

    /// <summary>The epoch that began with it; 0 before the first.</summary>
    public int PointedEpoch { get; set; }

    /// <summary>When that was; null before the first, after a failed slew, and when they are parked.</summary>
    public DateTimeOffset? PointedAt { get; set; }

    /// <summary>In a row, of the present target.</summary>
    public int FailedFlips { get; set; }

    /// <summary>How far the telescopes have been brought to the middle of the target; null when that is over, or nobody does it.</summary>
    public Centring? Centring { get; set; }

    /// <summary>Why the telescopes are not known to look at the middle of the target, for the operator; null when they are, or nobody looks.</summary>
    public string? Uncentred { get; set; }

    /// <summary>Moves towards the middle of the present target that failed.</summary>
    public int FailedCentrings { get; set; }

    /// <summary>Targets that are not exposed any more tonight, and why.</summary>
    public Dictionary<Guid, string> Left { get; set; } = [];

    public Guid? TargetId { get; set; }

    public string? TargetName { get; set; }

    public string? Project { get; set; }

    public DateTimeOffset? TargetSince { get; set; }

    /// <summary>Dithers made on each target, so that its pattern goes on where it was.</summary>
    public Dictionary<Guid, int> Dithers { get; set; } = [];

    /// <summary>The number of the dither that brought the sky to where it is; 0 since the telescopes were pointed.</summary>
    public int DitheredTo { get; set; }

    public List<TakenExposure> SinceDither { get; set; } = [];

    /// <summary>When each camera was last let look for its focus, whatever came of it.</summary>
    public Dictionary<string, DateTimeOffset> Focused { get; set; } = [];

    /// <summary>Cameras that look for their focus in the round under way.</summary>
    public List<string> Focusing { get; set; } = [];

    /// <summary>What each camera was last let find its field of.</summary>
    public Dictionary<string, SolvedField> Solved { get; set; } = [];

    /// <summary>Cameras that find out how their fields lie in the round under way.</summary>
    public List<string> Solving { get; set; } = [];

    /// <summary>What each camera takes in the present round; one that focuses or solves is not among them.</summary>
    public List<NightSlot> UnderWay { get; set; } = [];

    /// <summary>The window of the present round, as it was planned.</summary>
    public TimeSpan RoundWindow { get; set; }

    /// <summary>In how many rounds in a row a camera was waited for in vain.</summary>
    public Dictionary<string, int> InVain { get; set; } = [];

    /// <summary>Failed moves and unopened rounds in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Whether guiding was started again since the last slew, and the telescopes are to be pointed anew for it.</summary>
    public bool MustRecentre { get; set; }

    /// <summary>The spell without guiding that lasts, for which the next round begins with a move; null when it guides.</summary>
    public Guid? Unguided { get; set; }

    /// <summary>The epoch in which the mount parked by itself; what is said of the move that began it does not count any more.</summary>
    public int ParkedIn { get; set; }

    /// <summary>Rounds in a row whose move had not settled.</summary>
    public int Unsettled { get; set; }

    public string? StopReason { get; set; }

    /// <summary>Why it pauses, or will when its round is closed; null when nobody wants it to.</summary>
    public string? PauseReason { get; set; }

    /// <summary>Why it pauses by itself until the operator resumes it; null when the operator paused it.</summary>
    public string? Helpless { get; set; }

    /// <summary>Why telescopes may not be out; null when they may.</summary>
    public string? UnsafeReason { get; set; }

    /// <summary>Orders what is said of safety.</summary>
    public long SafetyNumber { get; set; }

    /// <summary>Requests of the operator that wait for an answer: for a pause, or for the end.</summary>
    public List<Guid> Asked { get; set; } = [];

    /// <summary>Why it waits, for the operator; null when it does not.</summary>
    public string? WaitReason { get; set; }

    public DateTimeOffset? WaitsUntil { get; set; }

    /// <summary>Since when; kept beyond its end until it has been counted.</summary>
    public DateTimeOffset? WaitsSince { get; set; }

    /// <summary>The reason in a word.</summary>
    public string? WaitCause { get; set; }

    /// <summary>Whether a camera that announces itself ends the wait.</summary>
    public bool WaitsForCameras { get; set; }

    public string? EndReason { get; set; }

    /// <summary>The event of the script that is under way; null between them.</summary>
    public Guid? EventId { get; set; }

    /// <summary>What the night itself does for that event; null when nothing.</summary>
    public Errand? Errand { get; set; }

    /// <summary>The stage of the script's event that the round under way is for; null when it is the night's own.</summary>
    public int? ScriptStage { get; set; }

    /// <summary>The events that are under way or come next.</summary>
    public List<DueEvent> Due { get; set; } = [];

    /// <summary>Which events of the script have been.</summary>
    public Standing Standing { get; set; } = new();

    public Guid? WakeToken { get; set; }

    public Guid? MoveToken { get; set; }

    internal bool Stopping => StopReason is not null;

    internal bool IsUnsafe => UnsafeReason is not null;

    internal bool Pausing => PauseReason is not null;

    /// <summary>A camera that is heard again is waited for like any other.</summary>
    internal void Heard(string camera, bool inVain)
    {
        if (inVain)
            InVain[camera] = InVain.GetValueOrDefault(camera) + 1;
        else
            InVain.Remove(camera);
    }

    internal bool Is(Guid moveId) => MoveId == moveId;

    /// <summary>A pause that grows with each failure in a row.</summary>
    internal TimeSpan Pause(NightOptions options)
    {
        var pause = options.PauseAfterFailure * Math.Pow(2, Math.Clamp(Failures - 1, 0, 20));
        return pause < options.PauseAtMost ? pause : options.PauseAtMost;
    }
}
