using Sync.Ledger.Databases;

namespace Sync.Scheduler;

/// <summary>Where nights and rounds are kept.</summary>
public static class SagaTables
{
    /// <summary>The third step of the scheduler's tables.</summary>
    public static readonly Migration First = new("scheduler", 3, """
        create table night (id char(32) not null primary key, version int not null, state varchar(32) not null, body nvarchar(max) not null, created bigint not null);
        create table round (id char(32) not null primary key, version int not null, state varchar(32) not null, body nvarchar(max) not null, created bigint not null);
        create index night_state on night (state);
        """);
}
