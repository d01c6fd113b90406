using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Sagas;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Story;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Scheduler.Story;

/// <summary>Keeps a night in a database as the scheduler would, piece by piece.</summary>
internal sealed class KeptNight(Store store, NightRecord record)
{
    private static readonly SagaTable<Night> Nights = new("night");
    private static readonly SagaTable<Round> RoundRows = new("round");

    public NightRecord Record => record;

    /// <summary>The row alone, not ended.</summary>
    public static async Task<KeptNight> Begin(Store store, int rounds, int cameras)
    {
        var record = LongNight.Of(rounds, cameras);
        var night = new Night { CorrelationId = record.Night.CorrelationId, BeganAt = record.Night.BeganAt, CurrentState = "Imaging" };
        await store.Write(t => Nights.Insert(t, night), CancellationToken.None);
        return new(store, record);
    }

    /// <summary>A round with its move and all its frames, which wait for their verdict.</summary>
    public Task Round(int number) => store.Write(
        t =>
        {
            var round = record.Rounds[number - 1];
            RoundRows.Insert(t, round);
            Book.Moved(t, record.Moves[number - 1]);
            foreach (var frame in Frames(round))
            {
                Book.Allot(t, round.NightId, round.CorrelationId, frame.Camera, Guid.Empty, "L", 1);
                Book.Saved(t, Saved(round, frame));
            }
        },
        CancellationToken.None);

    public Task Verdicts(int number) => store.Write(
        t =>
        {
            foreach (var frame in Frames(record.Rounds[number - 1]))
                Book.Graded(t, new() { FrameId = frame.FrameId, Accepted = true, Reason = null, Stars = 500, HfrPixels = 2.1, FwhmPixels = null });
        },
        CancellationToken.None);

    public Task End() => store.Write(
        t =>
        {
            var night = Nights.Load(t, record.Night.CorrelationId)!;
            (night.CurrentState, night.EndedAt, night.EndReason) = ("Ended", record.Night.EndedAt, "Dawn.");
            Nights.Update(t, night);
        },
        CancellationToken.None);

    private IEnumerable<FrameRow> Frames(Round round) => record.Frames.Where(f => f.RoundId == round.CorrelationId);

    private static FrameSaved Saved(Round round, FrameRow frame) => new()
    {
        FrameId = frame.FrameId, RoundId = round.CorrelationId, NightId = round.NightId, Epoch = round.Epoch, Camera = frame.Camera, PlanId = Guid.Empty,
        Path = frame.Path, Opened = frame.Opened, Closed = frame.Closed, Saved = frame.Saved!.Value,
        Exposure = TimeSpan.FromSeconds(frame.ExposureSeconds), Filter = "L", Gain = null, Binning = 1,
    };
}
