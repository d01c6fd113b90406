using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Dither.Moves;

/// <summary>Every move that was begun, and how it ended.</summary>
internal static class MoveJournal
{
    public static readonly Migration Tables = new("dither", 1, """
        create table move (move_id char(32) not null primary key, night_id char(32) not null, epoch int not null,
            kind varchar(16) not null, process char(32) not null, state varchar(8) not null, outcome nvarchar(max) null, began bigint not null);
        create index move_night on move (night_id, epoch);
        create index move_state on move (state);
        """);

    /// <summary>The second step: where the order is in its trace.</summary>
    public static readonly Migration Traces = new("dither", 2, """
        alter table move add traceparent varchar(55) null;
        """);

    public const string Columns = """
        select move_id as MoveId, night_id as NightId, epoch as Epoch, kind as Kind, state as State, outcome as Outcome, began as Began,
            traceparent as TraceParent
        from move
        """;

    public static MoveRow? Find(Transaction t, Guid moveId) =>
        t.First<MoveRow>($"{Columns} where move_id = @id", new { id = moveId.ToString("N") });

    /// <summary>Moves that another process began and did not end.</summary>
    public static IReadOnlyList<MoveRow> Begun(Transaction t, Guid notBy) => t.Query<MoveRow>(
        $"{Columns} where state = 'begun' and process <> @process order by epoch", new { process = notBy.ToString("N") });

    /// <summary>The highest epoch that a move of the night has begun; null before the first.</summary>
    public static int? Epoch(Transaction t, Guid nightId) =>
        t.First<int?>("select max(epoch) from move where night_id = @night", new { night = nightId.ToString("N") });

    /// <summary>The night that ordered the last move; null before the first.</summary>
    public static Guid? LastNight(Transaction t) =>
        t.First<string>("select night_id from move order by began desc, epoch desc") is { } night ? Guid.Parse(night) : null;

    public static void Begin(Transaction t, Move move, Guid process) => t.Execute(
        """
        insert into move (move_id, night_id, epoch, kind, process, state, began, traceparent)
        values (@id, @night, @Epoch, @Kind, @process, 'begun', @now, @TraceParent)
        """,
        new
        {
            id = move.MoveId.ToString("N"),
            night = move.NightId.ToString("N"),
            move.Epoch,
            move.Kind,
            process = process.ToString("N"),
            now = t.Now,
            move.TraceParent,
        });

    /// <summary>Writes how a move ended and tells the night; a move that has ended already stays as it did.</summary>
    /// <returns>false for one that had ended</returns>
    public static async Task<bool> End(Transaction t, Guid moveId, MoveOutcome outcome)
    {
        var ended = t.Execute(
            "update move set state = 'done', outcome = @outcome where move_id = @id and state = 'begun'",
            new { id = moveId.ToString("N"), outcome = outcome.ToJson() });
        if (ended == 1)
            await Tell(t, outcome);
        return ended == 1;
    }

    public static Task Tell(Transaction t, MoveOutcome outcome) => outcome switch
    {
        { Settled: { } settled } => t.Send(Addresses.Night, settled),
        { Failed: { } failed } => t.Send(Addresses.Night, failed),
        _ => t.Send(Addresses.Night, outcome.Parked!),
    };
}
