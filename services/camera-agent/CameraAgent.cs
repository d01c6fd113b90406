using Microsoft.Extensions.Logging;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Holds;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent;

/// <summary>What one camera answers. Each answer is one transaction; what it starts begins when that has committed.</summary>
internal sealed partial class CameraAgent(Telescope telescope, Desk desk, Lid lid, NextFrame next, TimeProvider time, ILogger<CameraAgent> log)
{
    private string Name => telescope.Name;

    public async Task Prepare(PrepareRound order, Transaction t)
    {
        if (Journal.Find(t, Name, order.RoundId) is { } known)
        {
            if (known.Prepared is null)
                await t.Send(Addresses.Round, NotReady(order, known.Reason!));
            else if (known.State == JournalState.Ended)
                await t.Send(Addresses.Round, known.ToShutterClosed());
            return;
        }
        if ((lid.ClosedBecause ?? desk.Stale(order, Journal.Epoch(t, Name, order.NightId))) is { } reason)
        {
            NotPreparing(log, Name, order.RoundId, reason);
            await t.Send(Addresses.Round, NotReady(order, reason));
            return;
        }
        t.OnCommitted(() => Begin(order));
    }

    public async Task Open(OpenShutters order, Transaction t)
    {
        if (Journal.Find(t, Name, order.RoundId) is { } known)
        {
            if (known.State == JournalState.Ended)
                await t.Send(Addresses.Round, known.ToShutterClosed());
            return;
        }
        var turn = desk.Find(order.RoundId);
        var hold = turn?.HoldOf(order.Stamp, order.Lease);
        if (Refusal(order, turn, hold) is { } reason)
        {
            NotOpening(log, Name, order.RoundId, reason);
            await End(t, order.RoundId, order.Epoch, turn, reason);
            return;
        }
        var slot = Slot(turn!);
        Journal.Add(t, slot);
        var frame = turn!.Order.Slot.Work.TakesFrames() ? next.Of(t, turn!) : null;
        if (frame is not null)
            FrameJournal.Add(t, frame);
        var window = new Window(MonotonicInstant.Now(time), order.Window);
        t.OnCommitted(() => desk.Give(turn!, hold!.Value, window, order.Side, slot, frame));
    }

    public async Task Abort(AbortSlot order, Transaction t)
    {
        var known = Journal.Find(t, Name, order.RoundId);
        if (known is null)
            await End(t, order.RoundId, order.Epoch, desk.Find(order.RoundId), order.Reason);
        else if (known.State == JournalState.Ended)
            await t.Send(Addresses.Round, known.ToShutterClosed());
        else
            await EndBegun(t, known, order);
    }

    /// <summary>What is under way ends at once, and nothing opens until <see cref="MayOpen"/>.</summary>
    public async Task KeepClosed(KeepClosed order, Transaction t)
    {
        if (!lid.IsNews(order.Number))
            return;
        t.OnCommitted(() => lid.Is(order));
        if (desk.Present is { Step: not Step.Over, Order: var round })
            await Abort(new AbortSlot { RoundId = round.RoundId, Epoch = round.Epoch, Camera = Name, Reason = order.Reason }, t);
    }

    public void MayOpen(MayOpen order, Transaction t)
    {
        if (lid.IsNews(order.Number))
            t.OnCommitted(() => lid.Is(order));
    }

    internal static CameraNotReady NotReady(PrepareRound order, string reason) =>
        new() { RoundId = order.RoundId, Epoch = order.Epoch, Camera = order.Camera, Reason = reason };

    private void Begin(PrepareRound order)
    {
        if (desk.Find(order.RoundId) is not { Step: not Step.Over })
            desk.Put(new Turn(order));
    }

    private string? Refusal(OpenShutters order, Turn? turn, Hold? hold)
    {
        if (lid.ClosedBecause is { } why)
            return why;
        if (turn is null)
            return $"{Name} has not been prepared for this round, or has forgotten it.";
        if (order.Epoch != turn.Order.Epoch)
            return $"{Name} was prepared for epoch {turn.Order.Epoch} and was told to open in epoch {order.Epoch}.";
        if (turn.Step != Step.Ready)
            return turn.EndReason ?? $"{Name} is not ready.";
        if (hold is null)
            return $"{Name} did not give the stamp {order.Stamp}.";
        return hold.Value.Covers(turn.Order.Slot.Exposure, MonotonicInstant.Now(time)) ? null : TooLate(hold.Value, turn.Order.Slot);
    }

    private string TooLate(Hold hold, Slot slot) =>
        $"What is left of the lease of {hold.Lease.TotalSeconds:0.#} s does not cover an exposure of {slot.Exposure.TotalSeconds:0.###} s of {Name}.";

    /// <summary>The slot is over before it began, and stays so.</summary>
    private async Task End(Transaction t, Guid roundId, int epoch, Turn? turn, string reason)
    {
        var row = new SlotRow
        {
            Camera = Name,
            RoundId = roundId.ToString("N"),
            NightId = turn?.Order.NightId.ToString("N"),
            Epoch = epoch,
            State = JournalState.Ended,
            Reason = reason,
        };
        Journal.Add(t, row);
        await t.Send(Addresses.Round, row.ToShutterClosed());
        t.OnCommitted(() => desk.End(roundId, reason));
    }

    /// <summary>An exposure under way is closed first. Between two of them nothing is open, and no further one begins. Of those that nobody keeps nothing is written.</summary>
    private async Task EndBegun(Transaction t, SlotRow slot, AbortSlot order)
    {
        var takes = slot.TakesFrames;
        if (takes && !FrameJournal.IsExposing(t, slot))
        {
            var over = slot.Over(order.Reason);
            Journal.Change(t, over);
            await t.Send(Addresses.Round, over.ToShutterClosed());
        }
        t.OnCommitted(() => desk.End(order.RoundId, order.Reason, takes && order.KeepFrame));
    }

    private SlotRow Slot(Turn turn) => new()
    {
        Camera = Name,
        RoundId = turn.Order.RoundId.ToString("N"),
        NightId = turn.Order.NightId.ToString("N"),
        Epoch = turn.Order.Epoch,
        State = JournalState.Begun,
        Prepared = NextFrame.Text(turn.Order),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} does not prepare for round {RoundId}: {Reason}")]
    private static partial void NotPreparing(ILogger log, string camera, Guid roundId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Camera} keeps its shutter closed in round {RoundId}: {Reason}")]
    private static partial void NotOpening(ILogger log, string camera, Guid roundId, string reason);
}
