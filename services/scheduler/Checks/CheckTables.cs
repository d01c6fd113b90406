using Sync.Ledger.Databases;

namespace Sync.Scheduler.Checks;

/// <summary>Where what was found before nights is kept.</summary>
public static class CheckTables
{
    /// <summary>The fourth step of the scheduler's tables. A check that a person asked for belongs to no night.</summary>
    public static readonly Migration First = new("scheduler", 4, """
        create table night_check (check_id char(32) not null primary key, night_id char(32) null, completed bigint not null,
            ready int not null, items nvarchar(max) not null);
        create index night_check_night on night_check (night_id, completed);
        """);
}
