using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Integration.Processes;

/// <summary>What the scheduler's database holds of a night, read by nobody's rules but the test's own. Instants are in milliseconds since 1970.</summary>
internal sealed record KeptNight(
    Night Night,
    IReadOnlyList<Round> Rounds,
    IReadOnlyList<KeptFrame> Frames,
    IReadOnlyList<KeptMove> Moves,
    IReadOnlyList<KeptWait> Waits,
    IReadOnlyList<KeptFault> Faults)
{
    /// <summary>Only of a night that is over, for then nothing is added.</summary>
    public static async Task<KeptNight> Of(NightBooks books) => new(
        (await books.Night())!,
        await books.Rounds(),
        await books.All<KeptFrame>("""
            select frame_id as FrameId, path as Path, camera as Camera, opened as Opened, closed as Closed, graded as Graded, state as State
            from frame where night_id is not null
            """),
        await books.All<KeptMove>("select epoch as Epoch, kind as Kind, began as Began, ended as Ended from sky_move"),
        await books.All<KeptWait>("select began as Began, reason as Reason from night_wait"),
        await books.All<KeptFault>("select at as At, camera as Camera from night_fault"));
}

internal sealed record KeptFrame
{
    public string FrameId { get; init; } = "";

    public string Path { get; init; } = "";

    public string Camera { get; init; } = "";

    public long Opened { get; init; }

    public long Closed { get; init; }

    public long? Graded { get; init; }

    public string State { get; init; } = "";
}

internal sealed record KeptMove
{
    public int Epoch { get; init; }

    public string Kind { get; init; } = "";

    public long Began { get; init; }

    public long Ended { get; init; }
}

internal sealed record KeptWait
{
    public long Began { get; init; }

    public string Reason { get; init; } = "";
}

internal sealed record KeptFault
{
    public long At { get; init; }

    public string? Camera { get; init; }
}
