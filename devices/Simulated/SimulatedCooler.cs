using Sync.Devices.Simulated.World;

namespace Sync.Devices.Simulated;

/// <summary>A sensor that goes to what it was told exponentially, and a cooler that manages 40 °C below the air.</summary>
internal sealed class SimulatedCooler(SimulatedWorld world, string camera)
{
    private const double AirCelsius = 12;
    private const double ColdestCelsius = AirCelsius - 40;
    private const double TimeConstantSeconds = 60;

    public void Set(double? celsius, DateTimeOffset now) =>
        world.Write(new CoolerSet(camera, now, Steady(now), Math.Max(celsius ?? AirCelsius, ColdestCelsius)));

    public double SensorCelsius(DateTimeOffset now)
    {
        var second = now.UtcTicks / TimeSpan.TicksPerSecond;
        return Math.Round(Steady(now) + world.Random(camera, "temperature", second).Between(-0.05, 0.05), 2);
    }

    private double Steady(DateTimeOffset now) => world.Newest<CoolerSet>(camera, now) is { } set
        ? set.TowardCelsius + ((set.FromCelsius - set.TowardCelsius) * Math.Exp(-(now - set.At).TotalSeconds / TimeConstantSeconds))
        : AirCelsius;
}
