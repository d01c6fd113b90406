using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated.Frames;

/// <summary>How far a camera's light is from its focus.</summary>
internal static class Defocus
{
    private const double UsualCelsius = 12;

    /// <summary>Width that it adds to each star, by its square, in micrometres on the sensor; 0 without a focuser.</summary>
    public static double WidthMicrometres(SimulatedWorld world, string? focuser, SimulatedFocuserOptions options, DateTimeOffset instant)
    {
        if (focuser is null)
            return 0;
        var felt = world.Newest<FocuserMoved>(focuser, instant) is { } moved ? moved.FeltAt(instant) : options.FocusPosition;
        var focus = options.FocusPosition + (options.FocusStepsForDegree * (world.Weather.AirCelsius(instant) - UsualCelsius));
        return Math.Abs(felt - focus) * options.BlurMicrometresForStep;
    }
}
