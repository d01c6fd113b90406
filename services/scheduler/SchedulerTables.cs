using Sync.Ledger.Databases;

namespace Sync.Scheduler;

internal static class SchedulerTables
{
    public static readonly Migration Sagas = new("scheduler", 1, """
        create table night (id char(32) not null primary key, version int not null, state varchar(32) not null, body nvarchar(max) not null, created bigint not null);
        create table round (id char(32) not null primary key, version int not null, state varchar(32) not null, body nvarchar(max) not null, created bigint not null);
        create index night_state on night (state);
        """);
}
