using Microsoft.Extensions.Options;
using Sync.CameraAgent.Exposures;
using Sync.Clock;
using Sync.Contracts;
using Sync.Devices;
using Sync.Programs;

namespace Sync.CameraAgent.Steps;

/// <summary>Does one step with the devices of a camera. None of them opens its shutter.</summary>
internal sealed class StepWork(Telescope telescope, Reach reach, Desk desk, TimeProvider time, IOptions<CameraAgentOptions> options)
{
    /// <summary>Near enough to a temperature.</summary>
    private const double NearCelsius = 1;

    /// <summary>From here on no dew is to be feared, and the cooler may be off.</summary>
    private const double WarmCelsius = 10;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <param name="step">what to do</param>
    /// <param name="within">how long it may take</param>
    /// <param name="cancel">when that is over</param>
    /// <returns>why it could not be done; null when it was</returns>
    /// <exception cref="DeviceException">a device failed</exception>
    public Task<string?> Do(CameraStep step, TimeSpan within, CancellationToken cancel) => step.Verb switch
    {
        CameraVerb.Cool => Cool(step.Celsius!.Value, step.Over, within, cancel),
        CameraVerb.Warm => Warm(step.Over, within, cancel),
        CameraVerb.OpenCover => OfCover(c => c.Open(cancel), cancel),
        CameraVerb.CloseCover => OfCover(c => c.Close(cancel), cancel),
        CameraVerb.Light => OfCover(c => c.Light(step.BrightnessPercent!.Value, cancel), cancel),
        _ => Command(step, within, cancel),
    };

    private async Task<string?> Cool(double celsius, TimeSpan over, TimeSpan within, CancellationToken cancel)
    {
        if (await reach.Outcome(desk.Bell.Ring, within) is { } trouble)
            return trouble;
        if (!telescope.Camera.Facts.CanCool)
            return $"{telescope.Name} has no cooler.";
        await Follow(celsius, over, cancel);
        while (await telescope.Camera.SensorCelsius(cancel) is { } now && Math.Abs(now - celsius) > NearCelsius)
            await time.Pass(Between, cancel);
        return null;
    }

    private async Task<string?> Warm(TimeSpan over, TimeSpan within, CancellationToken cancel)
    {
        if (await reach.Outcome(desk.Bell.Ring, within) is { } trouble)
            return trouble;
        if (!telescope.Camera.Facts.CanCool)
            return null;
        if (over > TimeSpan.Zero)
            await Follow(WarmCelsius, over, cancel);
        await telescope.Camera.Cool(null, cancel);
        return null;
    }

    /// <summary>Sets the cooler again and again until the sensor should be there.</summary>
    private async Task Follow(double celsius, TimeSpan over, CancellationToken cancel)
    {
        var began = time.GetUtcNow();
        var ramp = new Ramp(await telescope.Camera.SensorCelsius(cancel) ?? celsius, celsius, over);
        for (var elapsed = TimeSpan.Zero; elapsed < over; elapsed = time.GetUtcNow() - began)
        {
            await telescope.Camera.Cool(ramp.CelsiusAt(elapsed), cancel);
            await time.Pass(over - elapsed < Between ? over - elapsed : Between, cancel);
        }
        await telescope.Camera.Cool(celsius, cancel);
    }

    private async Task<string?> OfCover(Func<ICover, Task> what, CancellationToken cancel)
    {
        if (telescope.Cover is not { } cover)
            return $"{telescope.Name} has no cover.";
        await cover.Connect(cancel);
        await what(cover);
        return null;
    }

    private async Task<string?> Command(CameraStep step, TimeSpan within, CancellationToken cancel)
    {
        if (options.Value.Programs is not { Length: > 0 } folder)
            return "CameraAgent:Programs is empty; a script runs nothing here that is not in that folder.";
        if (Path.GetFileName(step.Program!) != step.Program || step.Program is "." or "..")
            return $"'{step.Program}' is no name of a file; only those in CameraAgent:Programs may be run.";
        var program = Path.Combine(Path.GetFullPath(folder), step.Program);
        return File.Exists(program)
            ? await ProgramRun.Run(program, step.Arguments, within, cancel)
            : $"{step.Program} is not in CameraAgent:Programs.";
    }
}
