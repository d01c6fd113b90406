using System.Text.Json;
using Sync.CameraAgent.Exposures;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Solving;

/// <summary>Knows how a camera's field lies as long as that is true, and answers for a solving that was broken off with its process.</summary>
internal sealed class FieldKeeper(Telescope telescope, Store store, Mouth mouth, TimeProvider time)
{
    private const string Restarted = "The agent was restarted, or its hardware failed, while it solved.";
    private volatile FieldRow? row;

    /// <summary>The devices are in reach, and no shutter is open.</summary>
    public async Task Found()
    {
        row = await store.Read(c => FieldJournal.Find(c, telescope.Name));
        if (row is { RoundId: { } round } left)
            await mouth.Write(t => Settle(t, left, Guid.ParseExact(round, "N")), CancellationToken.None);
    }

    /// <summary>From here on nobody knows how the field lies, also after a crash.</summary>
    public Task Begin(Turn turn, DateTimeOffset now) => mouth.Write(
        t => Keep(t, new()
        {
            Camera = telescope.Name,
            TargetId = turn.Order.Target.TargetId.ToString("N"),
            Side = turn.Side?.ToString(),
            RoundId = turn.Order.RoundId.ToString("N"),
            Began = now.ToUnixTimeMilliseconds(),
        }),
        CancellationToken.None);

    /// <summary>Written with what is said of it, once.</summary>
    public async Task End(Transaction t, SolveEnded said)
    {
        if (row is not { } begun || begun.RoundId != said.RoundId.ToString("N"))
            return;
        await Keep(t, begun.Over(said.AngleDegrees, telescope.Rotator?.Degrees));
        await t.Send(Addresses.Frames, said);
    }

    /// <returns>position angle of the frame's top; null where nobody knows</returns>
    public double? Angle(Guid targetId, SideOfPier? side) =>
        row is { } last && last.Holds(targetId, side, telescope.Rotator?.Degrees) ? last.AngleDegrees : null;

    private async Task Settle(Transaction t, FieldRow left, Guid roundId)
    {
        var order = JsonSerializer.Deserialize<PrepareRound>(Journal.Find(t, telescope.Name, roundId)!.Prepared!)!;
        var began = DateTimeOffset.FromUnixTimeMilliseconds(left.Began!.Value);
        await Keep(t, left.Over(null, null));
        await t.Send(Addresses.Frames, new FieldTries(order, began).ToSolveEnded(Restarted, time.GetUtcNow()));
    }

    private Task Keep(Transaction t, FieldRow now)
    {
        FieldJournal.Keep(t, now);
        t.OnCommitted(() => row = now);
        return Task.CompletedTask;
    }
}
