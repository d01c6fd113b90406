using Sync.Host.Nights;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Rounds;
using Sync.Tests.Integration.Processes;

namespace Sync.Benchmarks.Rounds;

/// <summary>What one night showed.</summary>
/// <param name="Gaps">between rounds, the warm-up left out</param>
/// <param name="Ready">from the last frame, or from the end of the move where that came later, until the scheduler opened the next round</param>
/// <param name="RoundTrips">of the bare broker, meanwhile</param>
internal sealed record MeasuredNight(IReadOnlyList<RoundGap> Gaps, IReadOnlyList<TimeSpan> Ready, IReadOnlyList<TimeSpan> RoundTrips)
{
    public static async Task<MeasuredNight> Play(RoundsOrder order, CancellationToken cancel)
    {
        using var broker = await RabbitNode.Start(RealTimeRig.Names(order.Cameras), order.AtMost);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var rig = await RealTimeRig.Begin(order, broker.Logins, cancel);
        var trips = new RoundTrips();
        var running = trips.Run(broker.Logins.Administrator, over.Token);
        await rig.Played(cancel);
        await over.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await rig.End();
        var gaps = RoundGap.All(rig.Truth(), order.Cameras).Skip(RoundsOrder.WarmUp).ToList();
        var opened = await Opened(rig.Books, cancel);
        return new(gaps, [.. gaps.Select(g => opened.Last(o => o < g.FirstOpened) - g.LastReadOut - g.Moved)], trips.Taken);
    }

    /// <summary>When the scheduler told the shutters of each round to open.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> Opened(string folder, CancellationToken cancel)
    {
        using var store = await CatalogueFile.Open(folder, cancel);
        var rounds = await store.Write(t => Task.FromResult(new SagaTable<Round>("round").All(t)), cancel);
        return [.. rounds.Where(r => r.OpenedAt is not null).Select(r => r.OpenedAt!.Value).Order()];
    }
}
