namespace Sync.Devices.Simulated.World;

/// <summary>Seeing and clouds as functions of time.</summary>
internal sealed class Weather(int seed, Conditions conditions)
{
    private const long BlockTicks = 30 * TimeSpan.TicksPerMinute;
    private const double EdgeSeconds = 30;

    private readonly SmoothNoise seeing = new(seed, "seeing", 1200, 14400);
    private readonly SmoothNoise air = new(seed, "air", 4 * 3600, 48 * 3600);

    /// <summary>Around 12 °C, by some degrees in a night.</summary>
    public double AirCelsius(DateTimeOffset instant) => 12 + (conditions.AirCelsiusRms * air.At(instant));

    /// <summary>FWHM of a long exposure in arcseconds.</summary>
    public double SeeingArcseconds(DateTimeOffset instant)
    {
        var middle = (conditions.BestSeeingArcseconds + conditions.WorstSeeingArcseconds) / 2;
        var half = (conditions.WorstSeeingArcseconds - conditions.BestSeeingArcseconds) / 2;
        return middle + (half * Math.Clamp(seeing.At(instant) / 2, -1, 1));
    }

    /// <summary>The part of the starlight that comes through: 1 when clear, 0.1 to 0.5 in a cloud.</summary>
    public double Transparency(DateTimeOffset instant)
    {
        var block = instant.UtcTicks / BlockTicks;
        var random = SeededRandom.For(seed, "sky", "cloud", block);
        if (random.Uniform() >= conditions.CloudChance)
            return 1;
        var left = random.Between(0.1, 0.5);
        var minutes = random.Between(2, 12);
        var begins = random.Between(0, 30 - minutes) * 60;
        var into = (instant.UtcTicks % BlockTicks / (double)TimeSpan.TicksPerSecond) - begins;
        var depth = Math.Clamp(Math.Min(into, (minutes * 60) - into) / EdgeSeconds, 0, 1);
        return 1 - ((1 - left) * depth);
    }
}
