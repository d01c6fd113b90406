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

    /// <summary>It takes darks for the night's script: behind a closed cover whose panel is out.</summary>
    Dark,

    /// <summary>It takes flats for the night's script: of its cover's panel, or of the sky.</summary>
    Flat,

    /// <summary>It finds out how long flats must be exposed, with exposures that nobody keeps.</summary>
    MeterFlat,
}

/// <summary>What the kinds of work have in common.</summary>
public static class SlotWorks
{
    /// <summary>Whether it takes frames that are kept.</summary>
    public static bool TakesFrames(this SlotWork work) => work is SlotWork.Expose or SlotWork.Dark or SlotWork.Flat;
}
