namespace Sync.Devices.Phd2;

/// <summary>PHD2 (openphdguiding.org, 2.6.5 or later) by its event server. A cancelled wait leaves PHD2 to what it does.</summary>
public sealed class Phd2Guider : IGuider
{
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(10);
    private readonly Phd2Connection line;
    private readonly Phd2Equipment equipment;
    private readonly Phd2Calibration calibration;
    private readonly Phd2Dithers dithers;
    private readonly Phd2Settle settling;
    private readonly GuidingTurns turns = new();
    private bool failed;

    /// <param name="address">where PHD2 listens</param>
    /// <param name="time">the clock of the guide log and of all limits</param>
    /// <param name="options">how it is used; null for the usual way</param>
    public Phd2Guider(DeviceAddress address, TimeProvider time, Phd2Options? options = null)
    {
        options ??= new();
        line = new(address, time);
        equipment = new(line, options.Profile);
        calibration = new(line);
        dithers = new(line, calibration, options.DithersByItself);
        settling = new(line, Log);
        line.Heard += Note;
    }

    public event Action<GuidingTurn>? Turned
    {
        add => turns.Turned += value;
        remove => turns.Turned -= value;
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

    public Task OnSide(PierSide side, CancellationToken cancel) => calibration.OnSide(side, cancel);

    public Task<SettleResult> Start(Settle settle, CancellationToken cancel) => Move(async () =>
    {
        var began = line.Time.GetUtcNow();
        await Connect(cancel);
        var found = await line.Learn(cancel);
        if (found.State == Phd2State.Paused)
            await line.Ask("set_paused", new object[] { false }, cancel);
        // The last star, or a calibration that failed, would be tried again otherwise.
        if (failed || found.Settling || found.State is Phd2State.Paused or Phd2State.LostLock or Phd2State.Calibrating)
            await EndCapture(cancel);
        return await Follow(SettleOrder.Guide("the start of guiding", settle), began, cancel);
    }, guides: true, guidesIfFailed: false);

    public Task<SettleResult> Dither(SkyOffset by, Settle settle, CancellationToken cancel) => Move(async () =>
    {
        var began = line.Time.GetUtcNow();
        var found = await line.Learn(cancel);
        if (found.Settling)
            found = await Calm(settle, cancel);
        if (found.State != Phd2State.Guiding)
            throw new DeviceException(Name, $"can't dither: it is not guiding, but {found.State}");
        return await Follow(await dithers.Order(by, settle, cancel), began, cancel);
    }, guides: true, guidesIfFailed: null);

    public Task Stop(CancellationToken cancel) => Move(async () =>
    {
        await EndCapture(cancel);
        return true;
    }, guides: false, guidesIfFailed: null);

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task<T> Move<T>(Func<Task<T>> move, bool guides, bool? guidesIfFailed)
    {
        var well = false;
        turns.Begin();
        try
        {
            var result = await move();
            well = true;
            return result;
        }
        finally
        {
            turns.End(well ? guides : guidesIfFailed, well);
        }
    }

    private async Task<SettleResult> Follow(SettleOrder order, DateTimeOffset began, CancellationToken cancel)
    {
        failed = true;
        var result = await settling.Follow(order, began, cancel);
        failed = false;
        return result;
    }

    private async Task EndCapture(CancellationToken cancel)
    {
        if ((await line.Learn(cancel)).State == Phd2State.Stopped)
            return;
        using var watch = line.Watch();
        await line.Ask("stop_capture", cancel);
        var limit = StopMargin + (3 * line.Picture.Exposure);
        var stopped = await watch.Until(m => m is Phd2Event { Name: "LoopingExposuresStopped" } or Phd2Lost, limit, line.Time, cancel);
        if (stopped is not Phd2Event && (await line.Learn(cancel)).State is not Phd2State.Stopped and var still)
            throw new DeviceException(Name, $"did not stop within {limit.TotalSeconds:0.#} s: it is {still}");
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

    private void Note(Phd2Message message, Phd2Picture before, DateTimeOffset at)
    {
        if (GuideStep.Of(message, before, at) is { } step)
            Log.Add(step with { Settling = step.Settling || settling.Follows });
        turns.See(message, at);
    }
}
