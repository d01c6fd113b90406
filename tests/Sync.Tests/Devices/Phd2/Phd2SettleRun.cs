using System.Text.Json;

namespace Sync.Tests.Devices.Phd2;

/// <summary>PHD2's own judgement of a settle. It keeps time only when a frame comes.</summary>
internal sealed class Phd2SettleRun(double pixels, TimeSpan lasting, TimeSpan timeout, TimeProvider time)
{
    private DateTimeOffset? began;
    private DateTimeOffset? inRangeSince;
    private int frames;
    private int dropped;

    public static Phd2SettleRun Of(JsonElement parameters, TimeProvider time)
    {
        var settle = parameters.GetProperty("settle");
        return new(
            settle.GetProperty("pixels").GetDouble(), TimeSpan.FromSeconds(settle.GetProperty("time").GetInt32()),
            TimeSpan.FromSeconds(settle.GetProperty("timeout").GetInt32()), time);
    }

    /// <returns>the members of SettleDone; null while it goes on</returns>
    public object? Frame(double averagePixels, bool hasStar)
    {
        var now = time.GetUtcNow();
        began ??= now;
        frames++;
        dropped += hasStar ? 0 : 1;
        inRangeSince = hasStar && averagePixels <= pixels ? inRangeSince ?? now : null;
        return now - inRangeSince >= lasting ? new { Status = 0, TotalFrames = frames, DroppedFrames = dropped }
            : now - began >= timeout ? new { Status = 1, Error = "timed-out waiting for guider to settle", TotalFrames = frames, DroppedFrames = dropped }
            : null;
    }
}
