using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>PHD2 (openphdguiding.org, 2.6.5 or later) by its event server. A cancelled wait leaves PHD2 to what it does.</summary>
public sealed class Phd2Guider : IGuider
{
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(10);
    private readonly Phd2Connection line;
    private readonly Phd2Equipment equipment;
    private readonly Phd2Settle settling;
    private readonly Phd2Options options;
    private PierSide? side;
    private bool failed;

    /// <param name="address">where PHD2 listens</param>
    /// <param name="time">the clock of the guide log and of all limits</param>
    /// <param name="options">how it is used; null for the usual way</param>
    public Phd2Guider(Phd2Address address, TimeProvider time, Phd2Options? options = null)
    {
        this.options = options ?? new();
        line = new(address, time);
        equipment = new(line, this.options.Profile);
        settling = new(line, Log);
        line.Heard += Note;
    }

    public string Name => line.Name;

    /// <summary>Every guide step since this was made.</summary>
    public GuideLog Log { get; } = new();

    public double? PixelArcseconds => line.Picture.PixelArcseconds;

    public async Task Connect(CancellationToken cancel)
    {
        await line.Open(cancel);
        await equipment.Connect(cancel);
    }

    /// <summary>
    /// PHD2 turns its calibration by itself where the mount tells it its side. A mount that tells it nothing has a calibration without a
    /// declination; then it is turned here, when the side is another than at the last call.
    /// </summary>
    public async Task OnSide(PierSide now, CancellationToken cancel)
    {
        var calibration = await line.Ask("get_calibration_data", new object[] { "Mount" }, cancel);
        if (side is { } before && before != now && IsCalibrated(calibration) && !KnowsDeclination(calibration))
            await line.Ask("flip_calibration", cancel);
        side = now;
    }

    public async Task<SettleResult> Start(Settle settle, CancellationToken cancel)
    {
        var began = line.Time.GetUtcNow();
        await Connect(cancel);
        var found = await line.Learn(cancel);
        if (found.State == Phd2State.Paused)
            await line.Ask("set_paused", new object[] { false }, cancel);
        // The last star, or a calibration that failed, would be tried again otherwise.
        if (failed || found.Settling || found.State is Phd2State.Paused or Phd2State.LostLock or Phd2State.Calibrating)
            await Stop(cancel);
        return await Follow(new("guide", "the start of guiding", settle, new { settle = SettleOrder.Limits(settle), recalibrate = false }), began, cancel);
    }

    public async Task<SettleResult> Dither(SkyOffset by, Settle settle, CancellationToken cancel)
    {
        var began = line.Time.GetUtcNow();
        var found = await line.Learn(cancel);
        if (found.Settling)
            found = await Calm(settle, cancel);
        if (found.State != Phd2State.Guiding)
            throw new DeviceException(Name, $"can't dither: it is not guiding, but {found.State}");
        var scale = found.PixelArcseconds
            ?? throw new DeviceException(Name, "can't dither: it does not know its pixel scale; give focal length and pixel size in its profile");
        var guidesDeclination = (await line.Ask("get_dec_guide_mode", cancel)).GetString() != "Off";
        var shift = new PixelShift(by.EastArcseconds / scale, guidesDeclination ? by.NorthArcseconds / scale : 0);
        return await Follow(options.DithersByItself ? ByItself(shift, settle) : await ByLockPosition(shift, settle, cancel), began, cancel);
    }

    public async Task Stop(CancellationToken cancel)
    {
        if ((await line.Learn(cancel)).State == Phd2State.Stopped)
            return;
        using var watch = line.Watch();
        await line.Ask("stop_capture", cancel);
        var limit = StopMargin + (3 * line.Picture.Exposure);
        var stopped = await watch.Until(m => m is Phd2Event { Name: "LoopingExposuresStopped" } or Phd2Lost, limit, line.Time, cancel);
        if (stopped is not Phd2Event && (await line.Learn(cancel)).State is not Phd2State.Stopped and var still)
            throw new DeviceException(Name, $"did not stop within {limit.TotalSeconds:0.#} s: it is {still}");
        failed = false;
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task<SettleResult> Follow(SettleOrder order, DateTimeOffset began, CancellationToken cancel)
    {
        failed = true;
        var result = await settling.Follow(order, began, cancel);
        failed = false;
        return result;
    }

    /// <summary>PHD2 refuses a dither while it settles.</summary>
    private async Task<Phd2Picture> Calm(Settle settle, CancellationToken cancel)
    {
        var limit = settle.Timeout + new GuidePace(line.Picture.Exposure).Grace;
        using var watch = line.Watch();
        if ((await line.Learn(cancel)).Settling)
            await watch.Until(m => m is Phd2SettleDone or Phd2Lost, limit, line.Time, cancel);
        var now = await line.Learn(cancel);
        return now.Settling ? throw new DeviceException(Name, $"can't dither: it has been settling for {limit.TotalSeconds:0.#} s already") : now;
    }

    /// <summary>PHD2 moves each axis by up to the amount.</summary>
    private static SettleOrder ByItself(PixelShift shift, Settle settle) => new("dither", "the dither", settle, new
    {
        amount = shift.Length,
        raOnly = shift.Declination == 0,
        settle = SettleOrder.Limits(settle),
    });

    private async Task<SettleOrder> ByLockPosition(PixelShift shift, Settle settle, CancellationToken cancel)
    {
        try
        {
            var calibration = await line.Ask("get_calibration_data", new object[] { "Mount" }, cancel);
            var axes = LockShift.Of(calibration) ?? throw new DeviceException(Name, "can't dither: it is not calibrated");
            var from = (await line.Ask("get_lock_position", cancel)).EnumerateArray().Select(p => p.GetDouble()).ToList();
            var (x, y) = axes.Of(shift);
            return new("guide", "the dither", settle, new { settle = SettleOrder.Limits(settle), recalibrate = false })
            {
                LockPosition = (Math.Round(from[0] + x, 3), Math.Round(from[1] + y, 3)),
                JumpPixels = shift.Length,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw new DeviceException(Name, $"can't dither: its lock position or calibration can't be understood: {e.Message}", e);
        }
    }

    private static bool IsCalibrated(JsonElement calibration) =>
        calibration.ValueKind == JsonValueKind.Object && calibration.TryGetProperty("calibrated", out var is_) && is_.ValueKind == JsonValueKind.True;

    /// <summary>Without one it tells 57123.9°.</summary>
    private static bool KnowsDeclination(JsonElement calibration) =>
        calibration.TryGetProperty("declination", out var degrees) && degrees.ValueKind == JsonValueKind.Number && Math.Abs(degrees.GetDouble()) <= 90;

    private void Note(Phd2Message message, Phd2Picture before, DateTimeOffset at)
    {
        if (message is Phd2GuideStep step)
            Log.Add(new(at, step.RightAscensionPixels, step.DeclinationPixels, before.PixelArcseconds, HasStar: true, before.Settling));
        else if (message is Phd2StarLost)
            Log.Add(new(at, 0, 0, before.PixelArcseconds, HasStar: false, before.Settling));
    }
}
