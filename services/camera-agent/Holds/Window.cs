using Sync.Clock;

namespace Sync.CameraAgent.Holds;

/// <summary>How long a camera may go on taking frames under one hold. The lease bounds it too, and whatever happens.</summary>
internal readonly record struct Window(MonotonicInstant From, TimeSpan Length)
{
    /// <summary>Whether what begins now and takes so long has ended by then.</summary>
    public bool Holds(TimeSpan span, MonotonicInstant now) => now.Since(From) is { } age && age + span <= Length;
}
