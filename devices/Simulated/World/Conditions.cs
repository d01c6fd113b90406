namespace Sync.Devices.Simulated.World;

/// <summary>What kind of night the simulated world has.</summary>
public sealed record Conditions
{
    /// <summary>Total guiding error, both axes.</summary>
    public double GuidingRmsArcseconds { get; init; } = 0.5;

    /// <summary>How fast the field wanders off while nobody guides.</summary>
    public double DriftArcsecondsPerMinute { get; init; } = 0.2;

    /// <summary>How fast the field of the cameras wanders off although it is guided, for the guider's tube bends otherwise than theirs. Pointing anew takes it back.</summary>
    public double FlexureArcsecondsPerMinute { get; init; }

    /// <summary>The best seeing of the night, FWHM.</summary>
    public double BestSeeingArcseconds { get; init; } = 2;

    /// <summary>The worst seeing of the night, FWHM.</summary>
    public double WorstSeeingArcseconds { get; init; } = 3.5;

    /// <summary>Chance of a cloud of 2 to 12 minutes in each half hour, 0 to 1.</summary>
    public double CloudChance { get; init; } = 0.12;

    /// <summary>Chance that a dither doesn't settle, 0 to 1.</summary>
    public double UnsettledChance { get; init; } = 1.0 / 200;

    /// <summary>By which the air gets warmer and colder, °C.</summary>
    public double AirCelsiusRms { get; init; } = 2;

    /// <summary>A night without anything unforeseen: no guiding error, drift, clouds or failed dithers, steady seeing and air.</summary>
    public static Conditions Perfect { get; } = new()
    {
        GuidingRmsArcseconds = 0,
        DriftArcsecondsPerMinute = 0,
        BestSeeingArcseconds = 2.5,
        WorstSeeingArcseconds = 2.5,
        CloudChance = 0,
        UnsettledChance = 0,
        AirCelsiusRms = 0,
    };
}
