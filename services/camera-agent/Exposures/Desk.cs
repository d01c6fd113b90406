using Sync.Clock;
using Sync.Contracts;

namespace Sync.CameraAgent.Exposures;

/// <summary>What lies before one agent: the newest round asked of it, and the one it holds the sky for.</summary>
internal sealed class Desk(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (int Epoch, int Number)> newest = [];
    private Turn? latest;
    private Turn? held;

    /// <summary>Rings when something changed here.</summary>
    public Bell Bell { get; } = new(time);

    /// <summary>What the hands are to do: end what they hold before they begin the next.</summary>
    public Turn? Present
    {
        get
        {
            lock (gate)
                return held ?? latest;
        }
    }

    public Turn? Find(Guid roundId)
    {
        lock (gate)
            return latest?.Order.RoundId == roundId ? latest : held?.Order.RoundId == roundId ? held : null;
    }

    /// <summary>Why this request comes too late; null when it does not.</summary>
    /// <param name="order">the request</param>
    /// <param name="begunEpoch">highest epoch of that night in which this camera took part, as far as its journal knows</param>
    public string? Stale(PrepareRound order, int? begunEpoch)
    {
        lock (gate)
        {
            (int Epoch, int Number) known = newest.TryGetValue(order.NightId, out var seen) ? seen : (begunEpoch ?? int.MinValue, int.MinValue);
            if (order.Epoch < known.Epoch)
                return $"Epoch {order.Epoch} is over; {order.Camera} knows epoch {known.Epoch} of this night.";
            return order.Epoch == known.Epoch && order.Number < known.Number
                ? $"Round {order.Number} is over; {order.Camera} knows round {known.Number} of this night."
                : null;
        }
    }

    /// <summary>Lays a new request on top. One that was being prepared, or ready, is given up.</summary>
    public void Put(Turn turn)
    {
        Turn? former;
        lock (gate)
        {
            newest[turn.Order.NightId] = (turn.Order.Epoch, turn.Order.Number);
            former = latest == held ? null : latest;
            latest = turn;
        }
        former?.End("A later round was asked for.");
        Bell.Ring();
    }

    public void Give(Turn turn, Holds.Hold hold, Holds.Window window, SideOfPier? side, SlotRow slot, FrameRow? frame)
    {
        lock (gate)
            held = turn;
        turn.Give(hold, window, side, slot, frame);
        Bell.Ring();
    }

    /// <param name="roundId">which turn is to end</param>
    /// <param name="reason">why</param>
    /// <param name="keepFrame">whether what is being exposed is to be kept where the camera is able to</param>
    public void End(Guid roundId, string reason, bool keepFrame = false)
    {
        if (Find(roundId) is not { } turn)
            return;
        turn.End(reason, keepFrame);
        Bell.Ring();
    }

    public void Finish(Turn turn)
    {
        turn.Finish();
        lock (gate)
        {
            if (held == turn)
                held = null;
        }
    }
}
