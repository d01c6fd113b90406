using System.Data.Common;
using Dapper;

namespace Sync.Scheduler.Books;

/// <summary>What is still to come of frames.</summary>
public static class Unfinished
{
    /// <summary>Frames that a camera has not saved yet, or the grader not judged.</summary>
    public static int Frames(DbConnection c) => c.ExecuteScalar<int>("""
        select (select coalesce(sum(frames - booked), 0) from allotment where state = 'Open')
            + (select count(*) from frame where night_id is not null and state = 'Pending')
        """);
}
