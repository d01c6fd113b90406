using Sync.Contracts;
using Sync.Dither.Moves;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Dither.Watch;

/// <summary>Every spell without guiding between two moves, told to the night with its row, and again when it is over.</summary>
internal static class GuidingLog
{
    /// <summary>The fifth step of dither's tables; instants in milliseconds since 1970.</summary>
    public static readonly Migration Tables = new("dither", 5, """
        create table unguided (id char(32) not null primary key, night_id char(32) not null, epoch int not null, began bigint not null, ended bigint null,
            reason nvarchar(400) not null);
        create index unguided_ended on unguided (ended);
        """);

    private const string Columns = "select id as Id, night_id as NightId, epoch as Epoch, began as Began, reason as Reason from unguided";

    /// <summary>Without a night there is nobody to tell.</summary>
    public static async Task Begin(Transaction t, DateTimeOffset at, string reason)
    {
        if (MoveJournal.LastNight(t) is not { } night || MoveJournal.Epoch(t, night) is not { } epoch)
            return;
        await End(t, at); // one at a time
        var row = new Row
        {
            Id = Guid.NewGuid().ToString("N"), NightId = night.ToString("N"), Epoch = epoch, Began = at.ToUnixTimeMilliseconds(), Reason = reason[..Math.Min(400, reason.Length)],
        };
        t.Execute("insert into unguided (id, night_id, epoch, began, reason) values (@Id, @NightId, @Epoch, @Began, @Reason)", row);
        await Tell(t, row, null);
    }

    /// <summary>Guiding is back, or a move has begun, which sees to it; not to what came after it.</summary>
    public static async Task End(Transaction t, DateTimeOffset at)
    {
        var ended = at.ToUnixTimeMilliseconds();
        foreach (var row in t.Query<Row>($"{Columns} where ended is null and began <= @ended", new { ended }))
        {
            t.Execute("update unguided set ended = @ended where id = @Id", new { row.Id, ended });
            await Tell(t, row, ended);
        }
    }

    private static Task Tell(Transaction t, Row row, long? ended) => t.Send(Addresses.Night, new SkyDisturbed
    {
        DisturbanceId = Guid.Parse(row.Id),
        NightId = Guid.Parse(row.NightId),
        Epoch = row.Epoch,
        Kind = DisturbanceKind.GuidingLost,
        Began = DateTimeOffset.FromUnixTimeMilliseconds(row.Began),
        Ended = ended is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
        Reason = row.Reason,
    });

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string NightId { get; init; }

        public required int Epoch { get; init; }

        public required long Began { get; init; }

        public required string Reason { get; init; }
    }
}
