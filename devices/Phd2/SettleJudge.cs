namespace Sync.Devices.Phd2;

/// <summary>
/// Follows guiding from an order to its settled state. PHD2's own word is needed and not enough: it judges by a smoothed
/// distance that freezes when the star is lost, and to which a lock position set by a client does not add its jump.
/// </summary>
/// <param name="settle">what counts as settled</param>
/// <param name="method">the order, guide or dither</param>
/// <param name="pace">the limits of time</param>
/// <param name="began">when the order is given</param>
internal sealed class SettleJudge(Settle settle, string method, GuidePace pace, DateTimeOffset began)
{
    // PHD2's own weight of the newest frame.
    private const double NewestWeight = 0.3;
    private DateTimeOffset? lastFrame;
    private DateTimeOffset? settlingSince;
    private DateTimeOffset? inRangeSince;
    private DateTimeOffset? lostAt;
    private double smoothedPixels;
    private bool accepted;
    private bool doneByPhd2;
    private bool paused;
    private string? alert;

    /// <summary>How far a client moved the lock position; 0 where PHD2 takes account of it.</summary>
    public double JumpPixels { get; init => smoothedPixels = field = value; }

    /// <summary>Without a further word by then it has failed: PHD2 itself keeps no time while no frames come.</summary>
    public DateTimeOffset Until => settlingSince is { } since
        ? since + settle.Timeout + pace.Grace
        : Earlier((lastFrame ?? began) + pace.Silence, began + pace.Preparing);

    /// <summary>Why it has failed when nothing more came.</summary>
    public string WhyLate => Told(this switch
    {
        { settlingSince: null } when (lastFrame ?? began) + pace.Silence < began + pace.Preparing => $"no frame of the guide camera for {pace.Silence.TotalSeconds:0.#} s",
        { settlingSince: null } => $"it did not guide within {pace.Preparing.TotalMinutes:0.#} minutes",
        { doneByPhd2: true } => $"PHD2 called it settled, but it was still {smoothedPixels:0.0} pixels off after {settle.Timeout.TotalSeconds:0.#} s",
        _ => $"it did not settle within {settle.Timeout.TotalSeconds:0.#} s, and PHD2 did not say so",
    });

    /// <summary>Considers what PHD2 said.</summary>
    /// <param name="message">in the order of the line</param>
    /// <param name="at">when it came</param>
    public Verdict See(Phd2Message message, DateTimeOffset at)
    {
        switch (message)
        {
            case Phd2Lost lost:
                return Verdict.Failed(Told($"lost the connection: {lost.Why}"));
            case Phd2CalibrationFailed failed:
                return Verdict.Failed(Told($"calibration failed: {failed.Reason}"));
            case Phd2Accepted taken:
                accepted |= taken.Method == method;
                break;
            case Phd2Alert words:
                alert = words.Words;
                break;
            case Phd2Garbage garbage:
                alert = $"'{garbage.Line}', which can't be understood: {garbage.Why}";
                break;
            case Phd2Settling { StarLocked: false } or Phd2StarLost:
                Lose(at);
                break;
            case Phd2GuideStep step:
                return Measure(step, at);
            case Phd2SettleDone done when accepted || settlingSince is not null:
                return Finish(done, at);
            case Phd2Event e:
                Notice(e.Name, at);
                break;
        }
        return Verdict.Open;
    }

    private void Notice(string name, DateTimeOffset at)
    {
        if (name == "SettleBegin")
            settlingSince = at;
        else if (name is "LoopingExposures" or "Calibrating" or "StartCalibration")
            lastFrame = at;
        else if (name is "Paused" or "Resumed")
            paused = name == "Paused";
    }

    private void Lose(DateTimeOffset at)
    {
        lastFrame = at;
        lostAt = at;
        inRangeSince = null;
    }

    private Verdict Measure(Phd2GuideStep step, DateTimeOffset at)
    {
        lastFrame = at;
        var distance = double.Hypot(step.RightAscensionPixels, step.DeclinationPixels);
        smoothedPixels = JumpPixels > 0 ? (NewestWeight * distance) + ((1 - NewestWeight) * smoothedPixels) : step.AveragePixels;
        inRangeSince = smoothedPixels <= settle.Pixels ? inRangeSince ?? at : null;
        return doneByPhd2 && IsCalm(at) ? Verdict.Settled : Verdict.Open;
    }

    private Verdict Finish(Phd2SettleDone done, DateTimeOffset at)
    {
        if (done.Error is { } error)
            return Verdict.Failed(Told(error + (done.Dropped > 0 ? $" ({done.Dropped} of {done.Frames} frames without the star)" : "")));
        doneByPhd2 = true;
        var believed = JumpPixels == 0 && !(at - lostAt < settle.Time);
        return believed || IsCalm(at) ? Verdict.Settled : Verdict.Open;
    }

    private bool IsCalm(DateTimeOffset at) => at - inRangeSince >= settle.Time;

    private string Told(string why) => why + (paused ? ", paused as it is" : "") + (alert is null ? "" : $" (PHD2 said: {alert})");

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
