using System.Text.Json;
using Sync.CameraAgent.Frames;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Exposures;

/// <summary>The frame that a camera is about to take, as it goes into the journal: with an id, and the name of its file.</summary>
internal sealed class NextFrame(Telescope telescope, FrameNames names)
{
    private (Guid Night, int Begun)? counted;

    public FrameRow Of(Transaction t, Turn turn) => new()
    {
        FrameId = Guid.NewGuid().ToString("N"),
        Camera = telescope.Name,
        RoundId = turn.Order.RoundId.ToString("N"),
        State = JournalState.Begun,
        Prepared = Text(turn.Order),
        Path = names.Plan(turn.Order, telescope.Description, Number(t, turn.Order.NightId), turn.SensorCelsius),
    };

    /// <summary>As the journal keeps it.</summary>
    public static string Text(PrepareRound order) => JsonSerializer.Serialize(order);

    /// <summary>From 1 each night. The journal is asked once: a night has thousands of rows, and the shutter waits.</summary>
    private int Number(Transaction t, Guid night)
    {
        var begun = counted is { } known && known.Night == night ? known.Begun : FrameJournal.Count(t, telescope.Name, night);
        t.OnCommitted(() => counted = (night, begun + 1));
        return begun + 1;
    }
}
