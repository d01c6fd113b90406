using Sync.Contracts;
using Sync.Scheduler.Books;

namespace Sync.Tests.Scheduler.Books;

/// <summary>Messages about frames of one minute.</summary>
internal static class Frames
{
    public static FrameSaved Saved(Guid frameId, Guid nightId, Guid roundId, string camera, Guid planId, DateTimeOffset opened) => new()
    {
        FrameId = frameId,
        NightId = nightId,
        RoundId = roundId,
        Epoch = 1,
        Camera = camera,
        PlanId = planId,
        Path = $"{frameId:N}.fits",
        Opened = opened,
        Closed = opened.AddMinutes(1),
        Saved = opened.AddSeconds(63),
        Exposure = TimeSpan.FromMinutes(1),
        Filter = "L",
        Gain = null,
        Binning = 1,
    };

    public static SkyMove Moved(Guid nightId, int epoch, DateTimeOffset began, DateTimeOffset ended) =>
        new() { NightId = nightId, Epoch = epoch, Kind = "dither", Began = began, Ended = ended };

    public static FrameGraded Graded(Guid frameId, bool accepted) => new()
    {
        FrameId = frameId,
        Accepted = accepted,
        Reason = accepted ? null : "HFR",
        Stars = 100,
        HfrPixels = 2.1,
        FwhmPixels = null,
    };
}
