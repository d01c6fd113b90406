using System.Text.Json;
using Sync.Devices;

namespace Sync.Tests.Devices.Phd2;

/// <summary>
/// Behaves as PHD2 does with a star and a mount: chooses, calibrates, guides, settles, frame after frame. Its camera lies
/// along right ascension and declination.
/// </summary>
internal sealed class SimulatedPhd2 : FramingPhd2
{
    private readonly TimeProvider time;
    private readonly Phd2Sky sky = new();
    private Phd2SettleRun? run;
    private Phd2SettleRun? pending;
    private int preparing;
    private int calibrating;

    public SimulatedPhd2(TimeProvider time) => this.time = time;

    public TimeSpan Exposure { get; init; } = TimeSpan.FromSeconds(0.5);

    public bool EquipmentConnected { get; set; } = true;

    public bool CalibrationFails { get; set; }

    public bool Calibrated { get; set; }

    /// <summary>What the mount tells PHD2; as much as PHD2 says when it is told nothing.</summary>
    public double DeclinationDegrees { get; init; } = 22;

    /// <summary>No star is in any frame.</summary>
    public bool StarGone { get; set; }

    /// <summary>The guide camera gives no frames.</summary>
    public bool Hung { get; set; }

    public string DeclinationMode { get; init; } = "Auto";

    public double? PixelArcseconds { get; init; } = 2;

    public string State { get; private set; } = "Stopped";

    /// <summary>Told how far the star was off, in pixels, when PHD2 called it settled.</summary>
    public event Action<double>? Settled;

    /// <summary>What of an error is left after a frame.</summary>
    public double Slackness { get => sky.Slackness; init => sky.Slackness = value; }

    public (double X, double Y) LockPosition => sky.Lock;

    public double ErrorPixels => sky.Error.Length;

    protected override IReadOnlyList<string> Greeting =>
    [
        Event("Version", new { PHDVersion = "2.6.13", MsgVersion = 1 }),
        Event("AppState", new { State }),
    ];

    public SimulatedPhd2 Started()
    {
        Listen();
        Expose(time, Exposure);
        return this;
    }

    /// <summary>As a person may do in its window.</summary>
    public void Pause(bool paused)
    {
        lock (Sky)
        {
            State = paused ? "Paused" : "Guiding";
            Tell(paused ? "Paused" : "Resumed");
        }
    }

    protected override void Obeyed(string method, long id, JsonElement parameters)
    {
        if (Known(method) is { } known)
            Say(Result(id, known.Value));
        else if (Refuse(method) is { } refused)
            Say(Refusal(id, 1, refused));
        else
        {
            Obey(method, parameters);
            Say(Result(id, 0));
        }
    }

    private (object? Value, bool Known)? Known(string method) => method switch
    {
        "get_app_state" => (State, true),
        "get_settling" => (run is not null, true),
        "get_pixel_scale" => (PixelArcseconds, true),
        "get_exposure" => (Exposure.TotalMilliseconds, true),
        "get_connected" => (EquipmentConnected, true),
        "get_profiles" => (new object[] { new { id = 1, name = "Main", selected = true }, new { id = 2, name = "Travel" } }, true),
        "get_dec_guide_mode" => (DeclinationMode, true),
        "get_lock_position" => (new[] { sky.Lock.X, sky.Lock.Y }, true),
        "get_calibration_data" => (new { calibrated = Calibrated, xAngle = 0.0, yAngle = 90.0, declination = DeclinationDegrees }, true),
        _ => null,
    };

    private string? Refuse(string method) => method switch
    {
        "guide" when !EquipmentConnected => "all equipment must be connected first",
        "guide" or "dither" when run is not null || preparing > 0 => $"Cannot initiate {method} while guide is in progress",
        "dither" when State != "Guiding" => "Dither error",
        _ => null,
    };

    private void Obey(string method, JsonElement parameters)
    {
        switch (method)
        {
            case "set_connected":
                EquipmentConnected = parameters[0].GetBoolean();
                break;
            case "guide":
                Guide(Phd2SettleRun.Of(parameters, time));
                break;
            case "dither":
                var amount = parameters.GetProperty("amount").GetDouble();
                var shift = new PixelMove(amount * 0.6, parameters.GetProperty("raOnly").GetBoolean() ? 0 : amount * 0.8);
                sky.Dither(shift);
                Tell("LockPositionSet", new { sky.Lock.X, sky.Lock.Y });
                Tell("GuidingDithered", new { dx = shift.RightAscension, dy = shift.Declination });
                Begin(Phd2SettleRun.Of(parameters, time));
                break;
            case "set_lock_position":
                sky.Lock = (parameters[0].GetDouble(), parameters[1].GetDouble());
                Tell("LockPositionSet", new { sky.Lock.X, sky.Lock.Y });
                break;
            case "stop_capture":
                Stop();
                break;
            case "set_paused":
                Pause(parameters[0].GetBoolean());
                break;
        }
    }

    private void Guide(Phd2SettleRun wanted)
    {
        if (State == "Guiding")
            Begin(wanted);
        else
            (State, preparing, pending) = ("Looping", 2, wanted);
    }

    private void Begin(Phd2SettleRun begun)
    {
        run = begun;
        Tell("SettleBegin");
    }

    private void Stop()
    {
        if (State == "Stopped")
            return;
        if (State is "Guiding" or "LostLock")
            Tell("GuidingStopped");
        if (run is not null || pending is not null)
            Tell("SettleDone", new { Status = 1, Error = "Guiding stopped", TotalFrames = 0, DroppedFrames = 0 });
        (State, run, pending, preparing, calibrating) = ("Stopped", null, null, 0, 0);
        Tell("LoopingExposuresStopped");
    }

    protected override void Frame()
    {
        if (Hung || State is "Stopped" or "Paused")
            return;
        if (calibrating > 0)
            Calibrate();
        else if (State is "Guiding" or "LostLock")
            Measure();
        else
            Loop();
    }

    private void Loop()
    {
        Tell("LoopingExposures", new { Frame = 1 });
        if (preparing == 0 || --preparing > 0)
            return;
        Tell("StarSelected", new { sky.Lock.X, sky.Lock.Y });
        if (Calibrated)
            StartGuiding();
        else
            (State, calibrating) = ("Calibrating", 3);
    }

    private void Calibrate()
    {
        Tell("Calibrating", new { dir = "West" });
        if (--calibrating > 0)
            return;
        if (CalibrationFails)
        {
            Tell("Alert", new { Msg = "RA Calibration Failed: star did not move enough", Type = "warning" });
            Tell("CalibrationFailed", new { Mount = "Mount", Reason = "RA Calibration Failed: star did not move enough" });
            State = "Selected";
            return;
        }
        Calibrated = true;
        Tell("CalibrationComplete", new { Mount = "Mount" });
        StartGuiding();
    }

    private void StartGuiding()
    {
        State = "Guiding";
        Tell("StartGuiding");
        if (pending is { } wanted)
            Begin(wanted);
        pending = null;
    }

    private void Measure()
    {
        State = StarGone ? "LostLock" : "Guiding";
        if (!StarGone)
            sky.Measure();
        if (run?.Frame(sky.AveragePixels, !StarGone) is { } done)
        {
            run = null;
            Settled?.Invoke(sky.Error.Length);
            Tell("SettleDone", done);
        }
        else if (run is not null)
            Tell("Settling", new { Distance = sky.AveragePixels, Time = 0.0, SettleTime = 0.0, StarLocked = !StarGone });
        if (StarGone)
            Tell("StarLost", new { Status = "Star lost - low mass", ErrorCode = 3 });
        else
            Tell("GuideStep", new { RADistanceRaw = sky.Error.RightAscension, DECDistanceRaw = sky.Error.Declination, AvgDist = sky.AveragePixels, SNR = 50.0 });
    }
}
