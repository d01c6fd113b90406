using Sync.Contracts;
using Sync.Dither.Moves;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Dither.Safety;

/// <summary>Every turn between safe and unsafe, numbered, and told to the night and to each camera with its row.</summary>
internal static class SafetyJournal
{
    /// <summary>The third step of dither's tables.</summary>
    public static readonly Migration Tables = new("dither", 3, """
        create table safety (number bigint not null primary key, at bigint not null, safe int not null, reason nvarchar(400) not null);
        """);

    public static async Task Turn(Transaction t, Devices.Safety safety, IEnumerable<string> cameras)
    {
        var number = Math.Max(t.Now, (t.First<long?>("select max(number) from safety") ?? 0) + 1); // also after a loss of this table none is told twice
        var reason = safety.Reason[..Math.Min(400, safety.Reason.Length)];
        t.Execute("insert into safety (number, at, safe, reason) values (@number, @now, @safe, @reason)", new { number, now = t.Now, safe = safety.IsSafe ? 1 : 0, reason });
        if (MoveJournal.LastNight(t) is { } night) // first, for what it has under way is over
            await Tell(t, night, new() { Number = number, At = t.Now, Safe = safety.IsSafe ? 1 : 0, Reason = reason });
        foreach (var camera in cameras)
        {
            await (safety.IsSafe
                ? t.Send(Addresses.Camera(camera), new MayOpen { Camera = camera, Number = number })
                : t.Send(Addresses.Camera(camera), new KeepClosed { Camera = camera, Number = number, Reason = $"It is not safe to be out: {reason}." }));
        }
    }

    /// <summary>To a night that orders moves though it is not safe: it has not been told.</summary>
    public static async Task TellAgain(Transaction t, Guid night)
    {
        if (t.First<SafetyRow>("select number as Number, at as At, safe as Safe, reason as Reason from safety order by number desc") is { } last)
            await Tell(t, night, last);
    }

    private static Task Tell(Transaction t, Guid night, SafetyRow row)
    {
        var since = DateTimeOffset.FromUnixTimeMilliseconds(row.At);
        return row.Safe == 1
            ? t.Send(Addresses.Night, new SkySafe { NightId = night, Number = row.Number, Since = since })
            : t.Send(Addresses.Night, new SkyUnsafe { NightId = night, Number = row.Number, Since = since, Reason = row.Reason });
    }

    private sealed record SafetyRow
    {
        public required long Number { get; init; }

        public required long At { get; init; }

        public required int Safe { get; init; }

        public required string Reason { get; init; }
    }
}
