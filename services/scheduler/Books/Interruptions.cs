using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Scheduler.Books;

/// <summary>Spells between two moves in which the sky was disturbed: frames that overlap one are not counted.</summary>
internal static class Interruptions
{
    /// <summary>The eleventh step of the scheduler's tables; instants in milliseconds since 1970.</summary>
    public static readonly Migration Tables = new("scheduler", 11, """
        create table disturbance (id char(32) not null primary key, night_id char(32) not null, epoch int not null, kind nvarchar(32) not null,
            began bigint not null, ended bigint null, reason nvarchar(400) not null);
        create index disturbance_night on disturbance (night_id, began);
        """);

    /// <summary>What lasts spoils all that is exposed meanwhile.</summary>
    public const string Overlap = "frame.closed > disturbance.began and (disturbance.ended is null or frame.opened < disturbance.ended)";

    /// <summary>Told twice, or its beginning after its end, it changes nothing.</summary>
    /// <returns>whether it lasts still, as far as anybody has told</returns>
    public static bool Record(Transaction t, SkyDisturbed told)
    {
        var row = new
        {
            id = told.DisturbanceId.Key(),
            night = told.NightId.Key(),
            epoch = told.Epoch,
            kind = told.Kind.ToString(),
            began = told.Began.ToUnixTimeMilliseconds(),
            ended = told.Ended?.ToUnixTimeMilliseconds(),
            reason = told.Reason.AtMost(400),
        };
        t.Execute("update disturbance set ended = @ended where id = @id and ended is null", row);
        t.Execute(
            """
            insert into disturbance (id, night_id, epoch, kind, began, ended, reason)
            select @id, @night, @epoch, @kind, @began, @ended, @reason
            where not exists (select 1 from disturbance where id = @id)
            """,
            row);
        t.Execute($"{Disturbances.Reject} {Disturbances.OfThatNight} and exists (select 1 from disturbance where disturbance.id = @id and {Overlap})", row);
        return t.First<int>("select count(*) from disturbance where id = @id and ended is null", row) > 0;
    }
}
