namespace Sync.Devices.Indi;

internal enum IndiChangeKind
{
    Defined,
    Set,
    Deleted,
    Lost,
}

/// <summary>Something that changed at the other side: one property, or all when there is no name. A vector that is null is gone.</summary>
internal sealed record IndiChange(IndiChangeKind Kind, string? Name, IndiVector? Vector)
{
    /// <summary>Whether the driver behind the properties is gone: deleted, unplugged, started anew, or out of reach.</summary>
    public bool DriverIsGone => Kind == IndiChangeKind.Lost
        || (Kind == IndiChangeKind.Deleted && Name is null or "CONNECTION")
        || (Name == "CONNECTION" && Vector is { State: not IndiState.Busy } && !Vector.IsOn("CONNECT"));
}
