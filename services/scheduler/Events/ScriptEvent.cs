using Sync.Ledger.Sagas;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>What the script says of one occasion, as far as it is done.</summary>
public sealed class ScriptEvent : ISagaRow
{
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    public string CurrentState { get; set; } = "";

    public Guid NightId { get; set; }

    public Occasion Occasion { get; set; }

    /// <summary>The target that it is about; null for none.</summary>
    public string? Target { get; set; }

    /// <summary>Those that were there at its beginning.</summary>
    public List<string> Cameras { get; set; } = [];

    /// <summary>Those of them that have fallen silent since.</summary>
    public List<string> Lost { get; set; } = [];

    /// <summary>No wait of it is longer than until then.</summary>
    public DateTimeOffset Latest { get; set; }

    public DateTimeOffset BeganAt { get; set; }

    /// <summary>Counts from 0; -1 before the first.</summary>
    public int Stage { get; set; } = -1;

    /// <summary>What the present stage waits for.</summary>
    public List<AwaitedPart> Awaited { get; set; } = [];

    /// <summary>What is left of the steps of the present stage that open shutters.</summary>
    public List<ShutterWork> Work { get; set; } = [];

    /// <summary>Whether a round for them is under way, or will be.</summary>
    public bool RoundIsAsked { get; set; }

    /// <summary>Why no shutter is opened any more in this event; null when they may be.</summary>
    public string? ShuttersClosedBecause { get; set; }

    /// <summary>What was not done, a sentence for each.</summary>
    public List<string> Troubles { get; set; } = [];

    public bool IsOver { get; set; }

    public Guid? DueToken { get; set; }

    /// <summary>When something of the stage is due first.</summary>
    internal DateTimeOffset DueAt => Awaited.Min(a => a.Due);

    /// <summary>A part is done, or never will be. What is said of an earlier stage changes nothing.</summary>
    internal void Settle(AwaitedPart part, string? trouble)
    {
        Awaited.Remove(part);
        if (Work.RemoveAll(w => w.Part == part.Number && w.Camera == part.Camera) > 0 && Work.Count == 0)
            RoundIsAsked = false;
        if (trouble is not null)
            Troubles.Add($"{part.Who}: {trouble}");
    }
}

/// <summary>A part of a stage that has not ended.</summary>
/// <param name="Number">in the stage, from 0</param>
/// <param name="Camera">whose it is; null for the rig's</param>
/// <param name="Verb">what is to be done</param>
/// <param name="Barrier">its name, where it is one</param>
/// <param name="Due">when it is done by itself, or given up</param>
/// <param name="IsWait">whether it is done when it is due</param>
public sealed record AwaitedPart(int Number, string? Camera, string Verb, string? Barrier, DateTimeOffset Due, bool IsWait)
{
    /// <summary>For a sentence.</summary>
    internal string Who => Camera is null ? Verb : $"{Camera} {Verb}";
}
