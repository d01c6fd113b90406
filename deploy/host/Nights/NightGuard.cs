using System.Data.Common;
using Dapper;
using Sync.Ledger;

namespace Sync.Host.Nights;

/// <summary>Sees that a rehearsal can't end any more. It looks by the real clock, for the simulated one may be what stands.</summary>
internal sealed class NightGuard(Store store, TimeProvider time, DateTimeOffset latest)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StandsAtMost = TimeSpan.FromMinutes(5);

    /// <summary>Ends with the reason, in one sentence.</summary>
    public async Task<string> Trouble(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Look, TimeProvider.System);
        var (seen, since) = (time.GetUtcNow(), TimeProvider.System.GetTimestamp());
        while (true)
        {
            var now = time.GetUtcNow();
            if (now != seen)
                (seen, since) = (now, TimeProvider.System.GetTimestamp());
            if (await Parked() is { } why)
                return why;
            if (now > latest)
                return $"The night did not end: it is {now:yyyy-MM-dd HH:mm} UTC, and it should have been over before {latest:HH:mm}.";
            if (TimeProvider.System.GetElapsedTime(since) > StandsAtMost)
                return $"The simulated clock has stood at {now:yyyy-MM-dd HH:mm:ss} UTC for {StandsAtMost.TotalMinutes:0} minutes: some work does not end.";
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>Why a message could not be read; null when all could.</summary>
    public Task<string?> Parked() => store.Read(Parked);

    private static string? Parked(DbConnection c) =>
        c.Query<string>("select parked_why from outbox where parked is not null order by parked, seq").FirstOrDefault() is { } why
            ? $"A message could not be read and was set aside: {why.Split('\n')[0].Trim()}"
            : null;
}
