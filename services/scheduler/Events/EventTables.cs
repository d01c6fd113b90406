using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Events;

/// <summary>Where the script's events are kept, for the night's story too, and who waits at barriers.</summary>
public static class EventTables
{
    /// <summary>The eighth step of the scheduler's tables.</summary>
    public static readonly Migration First = new("scheduler", 8, """
        create table script_event (id char(32) not null primary key, version int not null, state varchar(32) not null, body nvarchar(max) not null, created bigint not null);
        create index script_event_state on script_event (state);
        create table night_event (event_id char(32) not null primary key, night_id char(32) not null, name varchar(32) not null, target nvarchar(200) null,
            began bigint not null, ended bigint null, trouble nvarchar(2000) null);
        create index night_event_night on night_event (night_id, began);
        create table barrier_arrival (barrier varchar(64) not null, program varchar(64) not null, arrival_id char(32) not null, is_command int not null,
            arrived bigint not null, primary key (barrier, program));
        """);

    internal static void Begins(Transaction t, ScriptEvent row) => t.Execute(
        "insert into night_event (event_id, night_id, name, target, began) values (@id, @night, @name, @target, @now)",
        new { id = row.CorrelationId.Key(), night = row.NightId.Key(), name = row.Occasion.ToString(), target = row.Target?.AtMost(200), now = t.Now });

    internal static void Ends(Transaction t, ScriptEvent row) => t.Execute(
        "update night_event set ended = @now, trouble = @trouble where event_id = @id",
        new { id = row.CorrelationId.Key(), now = t.Now, trouble = row.Troubles.Count == 0 ? null : string.Join(" ", row.Troubles).AtMost(2000) });
}
