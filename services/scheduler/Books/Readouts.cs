using System.Data.Common;
using Dapper;

namespace Sync.Scheduler.Books;

/// <summary>What reading out takes, for a plan by day, when no agent is there to say it.</summary>
public static class Readouts
{
    /// <summary>Of each camera that has saved a frame: from the end of its newest exposure until that was on disk.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> ByCamera(DbConnection c) => c.Query<(string Camera, long Milliseconds)>("""
        select camera, max(saved - closed) from frame f
        where night_id is not null and saved >= closed and opened = (select max(opened) from frame where camera = f.camera and night_id is not null and saved >= closed)
        group by camera
        """).ToDictionary(r => r.Camera, r => TimeSpan.FromMilliseconds(r.Milliseconds), StringComparer.Ordinal);
}
