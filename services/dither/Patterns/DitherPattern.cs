using Sync.Devices;

namespace Sync.Dither.Patterns;

/// <summary>
/// A square spiral of 25 places, each one amplitude from the one before, walked outward and then inward again: bounded,
/// unlike a random walk, and never a step that is too short to part hot pixels from stars.
/// </summary>
internal static class DitherPattern
{
    /// <summary>Side of the square of places.</summary>
    public const int Side = 5;

    private const int Places = Side * Side;

    /// <summary>After this many steps the walk is back at (0, 0).</summary>
    public const int Period = 2 * (Places - 1);

    private static readonly (int East, int North)[] Spiral = Walk();

    /// <summary>Where the sky is after <paramref name="step"/> steps, in amplitudes from where the target was centred; step 0 is (0, 0).</summary>
    public static (int East, int North) Place(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var at = step % Period;
        return Spiral[at < Places ? at : Period - at];
    }

    /// <summary>From one place of the walk to another: one amplitude between neighbours, more for the first step after a slew.</summary>
    /// <param name="from">the step that brought the sky to where it is; 0 since the target was centred</param>
    /// <param name="number">counts the dithers on a target from 1</param>
    /// <param name="amplitudeArcseconds">length of one step on the sky</param>
    public static SkyOffset Step(int from, int number, double amplitudeArcseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var (was, to) = (Place(from), Place(number));
        return new SkyOffset((to.East - was.East) * amplitudeArcseconds, (to.North - was.North) * amplitudeArcseconds);
    }

    /// <summary>One east, one north, two west, two south, three east …</summary>
    private static (int East, int North)[] Walk()
    {
        var places = new List<(int East, int North)> { (0, 0) };
        var (east, north) = (1, 0);
        for (var leg = 0; places.Count < Places; leg++)
        {
            for (var i = 0; i < (leg / 2) + 1 && places.Count < Places; i++)
                places.Add((places[^1].East + east, places[^1].North + north));
            (east, north) = (-north, east);
        }
        return [.. places];
    }
}
