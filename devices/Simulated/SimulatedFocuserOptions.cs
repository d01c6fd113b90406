namespace Sync.Devices.Simulated;

/// <summary>What a simulated focuser and the light through it are.</summary>
public sealed record SimulatedFocuserOptions
{
    public int HighestPosition { get; init; } = 20_000;

    /// <summary>Where stars are smallest in air of 12 °C; it begins there.</summary>
    public int FocusPosition { get; init; } = 10_000;

    /// <summary>By which focus moves when the air gets a degree warmer: a tube that grows.</summary>
    public double FocusStepsForDegree { get; init; } = 25;

    public double StepsPerSecond { get; init; } = 200;

    /// <summary>Gears give so many steps before the light feels a move outwards.</summary>
    public int BacklashSteps { get; init; } = 20;

    /// <summary>By which a star gets wider on the sensor for each step away from focus.</summary>
    public double BlurMicrometresForStep { get; init; } = 0.15;
}
