namespace Sync.Script;

/// <summary>An instant as a script names it.</summary>
public abstract record Moment;

/// <summary>So long after the step has begun.</summary>
public sealed record AfterDuration(TimeSpan Length) : Moment;

/// <summary>The next time that a clock shows this, UTC.</summary>
public sealed record AtTime(TimeOnly Utc) : Moment;

/// <summary>The sun is so low.</summary>
public sealed record SunBelow(double AltitudeDegrees) : Moment;

/// <summary>A target is so high.</summary>
/// <param name="AltitudeDegrees">above the horizon</param>
/// <param name="Target">its name in the catalogue; null for the one that the event is about</param>
public sealed record TargetAbove(double AltitudeDegrees, string? Target) : Moment;
