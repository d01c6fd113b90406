using Sync.Dither.Moves;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Dither.Watch;

/// <summary>What dither must still know after a restart: for how long it has said that it stays, and whether it has parked by itself.</summary>
internal static class Promise
{
    /// <summary>The fourth step of dither's tables.</summary>
    public static readonly Migration Tables = new("dither", 4, """
        create table promise (id int not null primary key, stays_ms bigint not null);
        """);

    /// <summary>Moves; more than can fail in a row in a night.</summary>
    private const int LooksBack = 2000;

    /// <summary>The longest that may have been told and is not over yet; null when nothing was.</summary>
    public static TimeSpan? Kept(Transaction t) =>
        t.First<long?>("select stays_ms from promise where id = 1") is { } told ? TimeSpan.FromMilliseconds(told) : null;

    public static void Keep(Transaction t, TimeSpan stays) => t.Execute(
        Kept(t) is null ? "insert into promise (id, stays_ms) values (1, @stays)" : "update promise set stays_ms = @stays where id = 1",
        new { stays = (long)stays.TotalMilliseconds });

    /// <summary>Whether the mount may be out: something has moved it, and it was not parked since.</summary>
    public static bool IsOut(Transaction t) =>
        t.First<MoveRow>($"{MoveJournal.Columns} order by began desc, epoch desc") is { } move && move.Kind switch
        {
            nameof(Contracts.Park) or nameof(ParkItself) => move.State == "done" && MoveOutcome.From(move.Outcome) is not { IsGood: true },
            _ => true,
        };

    /// <summary>Whether the last thing that has pointed the telescopes anywhere was a park of its own.</summary>
    public static bool HasParkedItself(Transaction t)
    {
        const string pointing = "where kind in ('Slew', 'Flip', 'ParkItself') and (kind = 'ParkItself' or state = 'done')";
        return t.Top<MoveRow>(LooksBack, $"{MoveJournal.Columns} {pointing} order by began desc, epoch desc")
            .FirstOrDefault(m => m.Kind == nameof(ParkItself) || MoveOutcome.From(m.Outcome) is { IsGood: true })?.Kind == nameof(ParkItself);
    }
}
