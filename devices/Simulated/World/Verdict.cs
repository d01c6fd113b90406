namespace Sync.Devices.Simulated.World;

/// <summary>What the judge found.</summary>
/// <param name="Violations">in the order of time; empty for a clean night</param>
/// <param name="Cameras">what each camera did, by name</param>
public sealed record Verdict(IReadOnlyList<Violation> Violations, IReadOnlyList<CameraRecord> Cameras);

/// <summary>A shutter that was open when it should not have been. Device, move, began and settled are null where it is about holds.</summary>
public sealed record Violation(
    ViolationKind Kind, string Camera, DateTimeOffset Opened, DateTimeOffset Closed,
    string? Device, string? Move, DateTimeOffset? Began, DateTimeOffset? Settled)
{
    public override string ToString() => Kind switch
    {
        ViolationKind.OpenDuringMove =>
            $"{Camera} was open from {Opened:HH:mm:ss.fff} to {Closed:HH:mm:ss.fff} while {Device} moved ({Move}) from {Began:HH:mm:ss.fff} to {Settled:HH:mm:ss.fff}",
        ViolationKind.OpenedOutsideHolds =>
            $"{Camera} opened at {Opened:HH:mm:ss.fff} without a hold",
        _ => $"{Camera} opened at {Opened:HH:mm:ss.fff} and was open until {Closed:HH:mm:ss.fff}, past its hold, which ended at {Settled:HH:mm:ss.fff}",
    };
}

public enum ViolationKind
{
    /// <summary>The open interval overlaps [move begun, settled).</summary>
    OpenDuringMove,

    /// <summary>The shutter opened in none of the holds of its camera.</summary>
    OpenedOutsideHolds,

    /// <summary>It opened in a hold and was still open when the last such hold ended, given in <see cref="Violation.Settled"/>.</summary>
    OpenPastHold,
}

/// <summary>What one camera did: how often its shutter opened, how many of these were cut short, how long it was open in all.</summary>
public sealed record CameraRecord(string Camera, int Exposures, int Aborted, double OpenSeconds);
