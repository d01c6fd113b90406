using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Story;

/// <summary>Where a night's waits and faults are kept, and what of it has been told; all else of its story is in its rows and books.</summary>
public static class StoryTables
{
    /// <summary>The fifth step of the scheduler's tables.</summary>
    public static readonly Migration First = new("scheduler", 5, """
        create table night_wait (night_id char(32) not null, began bigint not null, until bigint not null, reason nvarchar(400) not null,
            primary key (night_id, began));
        """);

    /// <summary>The sixth step: when frames were saved and judged, how moves settled or failed, when waits ended, faults, and what has been told. A failed move was once no kind of move.</summary>
    public static readonly Migration Second = new("scheduler", 6, """
        alter table frame add saved bigint null;
        alter table frame add graded bigint null;
        alter table sky_move add shift_arcseconds float null;
        alter table sky_move add shift_pixels float null;
        alter table sky_move add rms_arcseconds float null;
        alter table sky_move add settling_ms bigint null;
        alter table sky_move add reason nvarchar(400) null;
        update sky_move set kind = 'move', reason = 'It failed.' where kind = 'failed';
        alter table night_wait add ended bigint null;
        create table night_fault (seq {sequence}, night_id char(32) not null, at bigint not null, what varchar(16) not null,
            camera nvarchar(100) null);
        create index night_fault_night on night_fault (night_id, at);
        create table told_span (night_id char(32) not null, span_id char(16) not null, primary key (night_id, span_id));
        create table told_night (night_id char(32) not null primary key, told bigint not null);
        """);

    /// <summary>
    /// Nothing will be exposed until then, as far as it is known; in the transaction in which the night begins to wait. A wait that
    /// began in the same millisecond was none.
    /// </summary>
    internal static void Waits(Transaction t, Guid nightId, DateTimeOffset until, string reason)
    {
        var wait = new { night = nightId.Key(), now = t.Now, until = until.ToUnixTimeMilliseconds(), reason = reason.AtMost(400) };
        if (t.Execute("update night_wait set until = @until, reason = @reason, ended = null where night_id = @night and began = @now", wait) == 0)
            t.Execute("insert into night_wait (night_id, began, until, reason) values (@night, @now, @until, @reason)", wait);
    }

    /// <summary>The wait is over, whatever it was to be.</summary>
    internal static void WaitEnds(Transaction t, Guid nightId) => t.Execute(
        "update night_wait set ended = @now where night_id = @night and ended is null", new { night = nightId.Key(), now = t.Now });
}
