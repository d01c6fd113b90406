using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Sync.Ledger;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Story;

/// <summary>What has not been told yet of one night.</summary>
/// <param name="NightId">the night</param>
/// <param name="Spans">of steps that are over</param>
/// <param name="IsFinal">whether nothing will follow</param>
public sealed record Telling(Guid NightId, IReadOnlyList<ToldSpan> Spans, bool IsFinal)
{
    /// <summary>Older nights are not told any more: whoever connects a collector does not ask for years.</summary>
    private const int LastNights = 5;

    /// <summary>SQL Server takes 1000 rows at a time.</summary>
    private const int RowsAtOnce = 500;

    /// <summary>Of each of the last nights that has not been told to its end, the oldest first.</summary>
    public static IReadOnlyList<Telling> Untold(DbConnection c)
    {
        var told = c.Query<string>("select night_id from told_night").ToHashSet();
        var last = c.Query<string>("select id from night order by created desc").Take(LastNights);
        return [.. last.Where(id => !told.Contains(id)).Reverse().Select(id => Of(c, Guid.ParseExact(id, "N")))];
    }

    /// <summary>Once they are kept where they will be sent from; a crash before tells them again, with the same ids.</summary>
    public void Mark(Transaction t)
    {
        var night = new { night = NightId.Key(), now = t.Now };
        if (IsFinal)
        {
            t.Execute("delete from told_span where night_id = @night", night);
            t.Execute("insert into told_night (night_id, told) select @night, @now where not exists (select 1 from told_night where night_id = @night)", night);
            return;
        }
        foreach (var spans in Spans.Chunk(RowsAtOnce))
            t.Execute($"insert into told_span (night_id, span_id) values {string.Join(", ", spans.Select(s => $"(@night, '{s.SpanId}')"))}", night);
    }

    private static Telling Of(DbConnection c, Guid nightId)
    {
        var told = c.Query<string>("select span_id from told_span where night_id = @night", new { night = nightId.Key() })
            .Select(s => ActivitySpanId.CreateFromString(s)).ToHashSet();
        var record = NightRecords.Of(c, nightId)!;
        return new(nightId, [.. NightTrace.Of(NightStory.Of(record)).Where(s => !told.Contains(s.SpanId))], record.IsFinal);
    }
}
