namespace Sync.CameraAgent.Exposures;

/// <summary>How far a slot came, as the journal has it.</summary>
internal static class SlotState
{
    /// <summary>The hold was taken; the shutter may be open.</summary>
    public const string Begun = "begun";

    /// <summary>Exposed, shutter closed, no file yet.</summary>
    public const string Closed = "closed";

    /// <summary>The file is there and was reported.</summary>
    public const string Saved = "saved";

    /// <summary>Begun, but there will be no file.</summary>
    public const string Lost = "lost";

    /// <summary>Refused, or aborted; nothing follows.</summary>
    public const string Ended = "ended";
}
