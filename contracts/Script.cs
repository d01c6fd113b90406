namespace Sync.Contracts;

/// <summary>Scheduler to one camera: do this for the night's script, and say when it is done. It opens no shutter.</summary>
public sealed record RunStep
{
    /// <summary>The event that it is a part of.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Counts the stages of the event from 0; a camera has one step in each at most.</summary>
    public required int Stage { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>What to do.</summary>
    public required CameraStep Step { get; init; }

    /// <summary>How long it is waited for; nothing of it is begun later.</summary>
    public required TimeSpan Within { get; init; }

    /// <summary>When it was said, by the scheduler's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>What a camera does for a script.</summary>
public sealed record CameraStep
{
    /// <summary>What kind of thing.</summary>
    public required CameraVerb Verb { get; init; }

    /// <summary>The sensor's temperature to cool to; null for any other verb.</summary>
    public double? Celsius { get; init; }

    /// <summary>How long to take for cooling or warming; zero for as fast as it goes.</summary>
    public TimeSpan Over { get; init; }

    /// <summary>Of the panel, 0 for off, up to 100; null for any other verb.</summary>
    public int? BrightnessPercent { get; init; }

    /// <summary>The name of the program, which is in the agent's own folder of programs; null for any other verb.</summary>
    public string? Program { get; init; }

    /// <summary>Of the program, each as it is.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}

/// <summary>What a script may have a camera do.</summary>
public enum CameraVerb
{
    /// <summary>Cool the sensor, and wait until it is there.</summary>
    Cool,

    /// <summary>Warm the sensor up, and switch its cooler off.</summary>
    Warm,

    /// <summary>Open the telescope's cover.</summary>
    OpenCover,

    /// <summary>Close the telescope's cover.</summary>
    CloseCover,

    /// <summary>Light the panel, or put it out.</summary>
    Light,

    /// <summary>Run a program.</summary>
    Command,
}

/// <summary>Camera to scheduler: a step is over.</summary>
public sealed record StepEnded
{
    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The stage of the event.</summary>
    public required int Stage { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>Why it was not done; null when it was.</summary>
    public required string? Trouble { get; init; }
}

/// <summary>Operator to scheduler: a program has come to a barrier of the night's script, and waits there. Not durable.</summary>
public sealed record RequestBarrier
{
    /// <summary>The request; every answer bears it.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The barrier.</summary>
    public required string Barrier { get; init; }

    /// <summary>Who has come.</summary>
    public required string Program { get; init; }
}
