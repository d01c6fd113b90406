using Sync.Ledger;
using Sync.Ledger.Databases;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Story;

/// <summary>Where a night's waits are kept; all else of its story is in its rows and books.</summary>
public static class StoryTables
{
    /// <summary>The fifth step of the scheduler's tables.</summary>
    public static readonly Migration First = new("scheduler", 5, """
        create table night_wait (night_id char(32) not null, began bigint not null, until bigint not null, reason nvarchar(400) not null,
            primary key (night_id, began));
        """);

    /// <summary>Nothing will be exposed until then, as far as it is known; in the transaction in which the night begins to wait.</summary>
    internal static void Waits(Transaction t, Guid nightId, DateTimeOffset until, string reason) => t.Execute(
        """
        insert into night_wait (night_id, began, until, reason) select @night, @now, @until, @reason
        where not exists (select 1 from night_wait where night_id = @night and began = @now)
        """,
        new { night = nightId.Key(), now = t.Now, until = until.ToUnixTimeMilliseconds(), reason = reason.AtMost(400) });
}
