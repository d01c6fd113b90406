namespace Sync.Devices.Simulated.World;

/// <summary>A smooth function of time with mean 0 and rms 1: sines with seeded periods and phases.</summary>
internal sealed class SmoothNoise
{
    private const int Sines = 6;

    private readonly double[] radiansPerSecond = new double[Sines];
    private readonly double[] phases = new double[Sines];

    /// <param name="seed">of the world</param>
    /// <param name="purpose">what for</param>
    /// <param name="shortestSeconds">shortest period</param>
    /// <param name="longestSeconds">longest period</param>
    public SmoothNoise(int seed, string purpose, double shortestSeconds, double longestSeconds)
    {
        var random = SeededRandom.For(seed, "sky", purpose, 0);
        for (var i = 0; i < Sines; i++)
        {
            // One period in each of six equal steps of the logarithm, so that none is left out.
            var step = (i + random.Uniform()) / Sines;
            radiansPerSecond[i] = Math.Tau / (shortestSeconds * Math.Pow(longestSeconds / shortestSeconds, step));
            phases[i] = random.Between(0, Math.Tau);
        }
    }

    public double At(DateTimeOffset instant)
    {
        var seconds = Seconds(instant);
        var sum = 0.0;
        for (var i = 0; i < Sines; i++)
            sum += Math.Sin((radiansPerSecond[i] * seconds) + phases[i]);
        return sum / Math.Sqrt(Sines / 2.0);
    }

    /// <summary>Seconds since 2000-01-01.</summary>
    public static double Seconds(DateTimeOffset instant) => (instant - new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
}
