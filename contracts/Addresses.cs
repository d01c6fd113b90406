namespace Sync.Contracts;

/// <summary>
/// Where each conversation is held. Every message has one addressee: what several must know is sent to each, so that
/// each copy is kept, retried and counted by itself.
/// </summary>
public static class Addresses
{
    /// <summary>The scheduler's night.</summary>
    public const string Night = "scheduler-night";

    /// <summary>The scheduler's rounds.</summary>
    public const string Round = "scheduler-round";

    /// <summary>The scheduler's books of frames.</summary>
    public const string Frames = "scheduler-frames";

    /// <summary>The scheduler's view of the others: heartbeats, opened shutters and answers to signs, none of which is durable.</summary>
    public const string Fleet = "scheduler-fleet";

    /// <summary>Where the scheduler gathers what was found before a night; none of it is durable.</summary>
    public const string Checks = "scheduler-checks";

    /// <summary>What a person wants of the night that is under way; none of it is durable.</summary>
    public const string Requests = "scheduler-requests";

    /// <summary>The events of the night's script, and the barriers in them.</summary>
    public const string Event = "scheduler-event";

    /// <summary>A person who asked something and waits; none of it is durable.</summary>
    public const string Operator = "operator";

    /// <summary>All that moves the sky.</summary>
    public const string Dither = "dither";

    /// <summary>Where frames are measured and judged.</summary>
    public const string Grader = "grader";

    /// <summary>The agent of one camera.</summary>
    public static string Camera(string camera) => $"camera-{camera}";
}
