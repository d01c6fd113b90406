using Sync.Contracts;
using Sync.Devices;

namespace Sync.Dither.Moves;

/// <summary>The guider: how it starts and shifts, and what is tried when it does not settle.</summary>
internal sealed class Guiding(IMount mount, IGuider guider, TimeProvider time, DitherOptions options)
{
    private const int SilentFrames = 3;

    private Settle Settle => new(options.SettlePixels, options.SettleTime, options.SettleTimeout);

    private TimeSpan SettleLimit => options.SettleTimeout + (SilentFrames * options.GuideExposure);

    private TimeSpan StartLimit => options.CalibrationLimit + SettleLimit;

    /// <exception cref="DeviceException">it can't be connected; the message says why</exception>
    public Task Connect(CancellationToken cancel) =>
        time.Within("guider connect", "Connecting the guider", options.CommandLimit, guider.Connect, cancel);

    /// <returns>why it could not be stopped; null when it was</returns>
    public async Task<DeviceException?> Stop(CancellationToken cancel)
    {
        try
        {
            await Connect(cancel);
            await time.Within("guider stop", "Stopping the guider", options.CommandLimit, guider.Stop, cancel);
            return null;
        }
        catch (DeviceException e)
        {
            return e;
        }
    }

    /// <param name="remedies">when it does not settle</param>
    /// <param name="until">none of them is begun that could last longer</param>
    /// <param name="cancel">the move is cut</param>
    /// <exception cref="DeviceException">nothing helped; the message says what was tried</exception>
    public Task<Settlement> Start(IReadOnlyList<GuidingRemedy> remedies, DateTimeOffset until, CancellationToken cancel) =>
        Try(() => Start(cancel), null, [.. remedies.Where(r => r != GuidingRemedy.SmallerDither)], until, cancel);

    /// <summary>Moves the sky by so much, or by half of it where only that settles.</summary>
    /// <inheritdoc cref="Start(IReadOnlyList{GuidingRemedy}, DateTimeOffset, CancellationToken)"/>
    public async Task<Settlement> Shift(SkyOffset by, IReadOnlyList<GuidingRemedy> remedies, DateTimeOffset until, CancellationToken cancel)
    {
        var moved = by;
        var settled = await Try(() => Dither(by, cancel), Halve, remedies, until, cancel);
        return settled with { ShiftArcseconds = moved.Arcseconds, ShiftPixels = moved.Arcseconds / guider.PixelArcseconds };

        async Task<Settlement> Halve()
        {
            var back = new SkyOffset((0 - by.EastArcseconds) / 2, (0 - by.NorthArcseconds) / 2);
            var halved = await Dither(back, cancel);
            moved = back;
            return halved;
        }
    }

    private async Task<Settlement> Try(
        Func<Task<Settlement>> first, Func<Task<Settlement>>? halve, IReadOnlyList<GuidingRemedy> remedies, DateTimeOffset until, CancellationToken cancel)
    {
        string why;
        try
        {
            return await first();
        }
        catch (DeviceException e) when (remedies.Count > 0 && !cancel.IsCancellationRequested)
        {
            why = e.Message;
        }
        foreach (var remedy in remedies)
        {
            if (remedy == GuidingRemedy.GoOn)
                return default(Settlement) with { Unsettled = why };
            var restarts = remedy == GuidingRemedy.RestartGuiding;
            if (time.GetUtcNow() + (restarts ? StartLimit : SettleLimit) > until)
                continue;
            try
            {
                var helped = await (restarts ? Start(cancel) : halve!());
                return helped with { Restarted = restarts };
            }
            catch (DeviceException e) when (!cancel.IsCancellationRequested)
            {
                why = $"{why} {(restarts ? "Guiding was started again" : "Half of the dither was taken back")}, and that failed too: {e.Message}";
            }
        }
        throw new DeviceException("Guiding", why);
    }

    /// <summary>The guider is reached anew, should it be another process than before, and told on which side of the pier it is.</summary>
    private async Task<Settlement> Start(CancellationToken cancel)
    {
        await Connect(cancel);
        if (await time.Within("mount side", "Asking the mount for its side of the pier", options.CommandLimit, mount.PierSide, cancel) is { } side)
            await time.Within("guider side", "Turning the guider's calibration", options.CommandLimit, c => guider.OnSide(side, c), cancel);
        return Settlement.Of(await time.Within("guider start", "Starting to guide", StartLimit, c => guider.Start(Settle, c), cancel));
    }

    private async Task<Settlement> Dither(SkyOffset by, CancellationToken cancel)
    {
        await Connect(cancel);
        return Settlement.Of(await time.Within("guider dither", "Settling after the dither", SettleLimit, c => guider.Dither(by, Settle, c), cancel));
    }
}
