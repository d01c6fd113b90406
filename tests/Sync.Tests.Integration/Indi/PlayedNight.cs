using Dapper;
using MassTransit;
using Sync.Devices.Rig;
using Sync.Host;
using Sync.Host.Nights;
using Sync.Ledger;
using Sync.Scheduler.Nights;

namespace Sync.Tests.Integration.Indi;

/// <summary>A night of the whole program in real time, and what its books say.</summary>
internal sealed record PlayedNight(NightView View, IReadOnlyList<FrameRow> Frames, IReadOnlyList<MoveRow> Moves, IReadOnlyList<SolveRow> Solves)
{
    /// <param name="rig">all of it in this process</param>
    /// <param name="folder">with the catalogue; frames come there too</param>
    /// <param name="options">settings by their names</param>
    /// <param name="limit">then it has failed</param>
    public static async Task<PlayedNight> Play(RigDescription rig, string folder, Dictionary<string, string?> options, TimeSpan limit)
    {
        var settings = new HostSettings
        {
            Roles = Role.All,
            Rig = rig,
            Cameras = [.. rig.Cameras.Select(c => c.Name)],
            Directory = folder,
            Time = IndiServer.Time,
            Options = options,
        };
        await using var night = await NightRun.Prepare(settings, default);
        await night.Begin(NewId.NextGuid(), null, default);
        using var over = new CancellationTokenSource(limit, IndiServer.Time);
        var view = await night.Ended(over.Token);
        return new(view, await Rows<FrameRow>(night, FrameRow.Sql), await Rows<MoveRow>(night, MoveRow.Sql), await Rows<SolveRow>(night, SolveRow.Sql));
    }

    private static async Task<IReadOnlyList<T>> Rows<T>(NightRun night, string sql) => await night.Store.Read(c => c.Query<T>(sql).AsList());
}

/// <summary>A frame in the books; instants in milliseconds since 1970.</summary>
internal sealed record FrameRow
{
    public const string Sql = "select camera as Camera, epoch as Epoch, path as Path, opened as Opened, closed as Closed, filter as Filter, state as State, stars as Stars, hfr_pixels as HfrPixels from frame order by opened";

    public required string Camera { get; init; }

    /// <summary>Each move of the sky begins another.</summary>
    public required int Epoch { get; init; }

    public required string Path { get; init; }

    public required long Opened { get; init; }

    public required long Closed { get; init; }

    public required string Filter { get; init; }

    public required string State { get; init; }

    public required int? Stars { get; init; }

    public required double? HfrPixels { get; init; }
}

/// <summary>A move in the books; instants in milliseconds since 1970.</summary>
internal sealed record MoveRow
{
    public const string Sql = "select kind as Kind, began as Began, ended as Ended from sky_move order by epoch";

    public required string Kind { get; init; }

    public required long Began { get; init; }

    public required long Ended { get; init; }
}

/// <summary>What a camera found of its field in a slot for that.</summary>
internal sealed record SolveRow
{
    public const string Sql = "select camera as Camera, angle_degrees as AngleDegrees, offset_arcseconds as OffsetArcseconds, pixel_arcseconds as PixelArcseconds, tries as Tries, reason as Reason from field_solve order by granted, camera";

    public required string Camera { get; init; }

    /// <summary>Position angle of the frame's top.</summary>
    public required double? AngleDegrees { get; init; }

    /// <summary>From the target to the middle of the frame.</summary>
    public required double? OffsetArcseconds { get; init; }

    public required double? PixelArcseconds { get; init; }

    public required int? Tries { get; init; }

    /// <summary>Why it did not find it out.</summary>
    public required string? Reason { get; init; }
}
