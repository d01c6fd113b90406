namespace Sync.Tests.Devices.Phd2;

internal readonly record struct PixelMove(double RightAscension, double Declination)
{
    public double Length => double.Hypot(RightAscension, Declination);
}

/// <summary>The guide star and where it should be.</summary>
internal sealed class Phd2Sky
{
    private (double X, double Y) star = (400, 300);
    private bool swift;

    public double Slackness { get; set; } = 0.3;

    public (double X, double Y) Lock { get; set; } = (400, 300);

    /// <summary>As PHD2 counts it: 0.3 of the newest frame; a dither of its own counts at once, a new lock position does not.</summary>
    public double AveragePixels { get; private set; } = 0.4;

    public PixelMove Error => new(star.X - Lock.X, star.Y - Lock.Y);

    public void Dither(PixelMove shift)
    {
        Lock = (Lock.X + shift.RightAscension, Lock.Y + shift.Declination);
        AveragePixels += shift.Length;
        swift = true;
    }

    /// <summary>A frame, and the pulse after the one before it.</summary>
    public void Measure()
    {
        star = (Lock.X + (Error.RightAscension * Slackness), Lock.Y + (Error.Declination * Slackness));
        AveragePixels = swift ? Error.Length : (0.3 * Error.Length) + (0.7 * AveragePixels);
        swift = false;
    }
}
