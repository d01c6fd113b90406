namespace Sync.CameraAgent.Exposures;

/// <summary>How far a slot or a frame came, as the journal has it.</summary>
internal static class JournalState
{
    /// <summary>A slot: its hold was taken. A frame: the shutter may be open.</summary>
    public const string Begun = "begun";

    /// <summary>A frame: exposed, shutter closed, no file yet.</summary>
    public const string Closed = "closed";

    /// <summary>A frame: the file is there and was reported.</summary>
    public const string Saved = "saved";

    /// <summary>A frame: begun, but there will be no file.</summary>
    public const string Lost = "lost";

    /// <summary>A slot: the shutter stays closed in its round, and that was said. A frame: aborted.</summary>
    public const string Ended = "ended";
}
