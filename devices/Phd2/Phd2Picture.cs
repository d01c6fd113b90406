using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>What is known of PHD2, from what it was asked and from its events since.</summary>
internal sealed record Phd2Picture(Phd2State State, bool Settling, double? PixelArcseconds, TimeSpan Exposure)
{
    /// <summary>PHD2 tells 0 until somebody sets its exposure.</summary>
    public static readonly TimeSpan UsualExposure = TimeSpan.FromSeconds(3);

    public static Phd2Picture Nothing { get; } = new(Phd2State.Unknown, false, null, UsualExposure);

    /// <summary>PHD2 tells its state by name only when a client comes; later states follow from events.</summary>
    public Phd2Picture After(Phd2Message message) => message switch
    {
        Phd2StateTold told => this with { State = told.State },
        Phd2GuideStep => this with { State = Phd2State.Guiding },
        Phd2StarLost => this with { State = Phd2State.LostLock },
        Phd2Settling => this with { Settling = true },
        Phd2SettleDone => this with { Settling = false },
        Phd2Lost => this with { State = Phd2State.Unknown, Settling = false },
        Phd2Event e => After(e.Name),
        _ => this,
    };

    /// <summary>With the answers to what it was asked; a scale that PHD2 does not know is null there.</summary>
    public Phd2Picture Learnt(Phd2State state, bool settling, JsonElement scale, double exposureMilliseconds) => this with
    {
        State = state,
        Settling = settling,
        PixelArcseconds = scale.ValueKind == JsonValueKind.Number && scale.GetDouble() > 0 ? scale.GetDouble() : null,
        Exposure = exposureMilliseconds > 0 ? TimeSpan.FromMilliseconds(Math.Min(exposureMilliseconds, 120_000)) : UsualExposure,
    };

    private Phd2Picture After(string name) => name switch
    {
        "SettleBegin" => this with { Settling = true },
        "StartCalibration" or "Calibrating" => this with { State = Phd2State.Calibrating },
        "StartGuiding" => this with { State = Phd2State.Guiding },
        "Paused" => this with { State = Phd2State.Paused },
        "Resumed" => this with { State = Phd2State.Unknown },
        "LoopingExposures" or "GuidingStopped" => this with { State = Phd2State.Looping },
        "LoopingExposuresStopped" => this with { State = Phd2State.Stopped },
        _ => this,
    };
}
