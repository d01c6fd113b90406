namespace Sync.Contracts;

/// <summary>What a camera does in its slot. Whatever it is, its shutter is open under a hold alone.</summary>
public enum SlotWork
{
    /// <summary>It takes frames.</summary>
    Expose,

    /// <summary>It looks for its focus, with short exposures that nobody keeps.</summary>
    Focus,

    /// <summary>It finds out how its field lies, with short exposures that nobody keeps, and turns it where it has a rotator.</summary>
    Solve,
}
