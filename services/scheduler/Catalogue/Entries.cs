using Sync.Astro.Coordinates;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Catalogue;

/// <summary>A project as it is written.</summary>
internal sealed record ProjectEntry(Guid Id, string Name)
{
    public string? Description { get; init; }

    /// <summary>0 draft, 1 active, 2 inactive, 3 closed.</summary>
    public int State { get; init; } = 1;

    public int Priority { get; init; } = 1;

    public double MinimumMinutes { get; init; } = 30;

    public double MinimumAltitudeDegrees { get; init; }

    public double MaximumAltitudeDegrees { get; init; }

    public bool UsesCustomHorizon { get; init; }

    public double HorizonOffsetDegrees { get; init; }

    public double MeridianWindowMinutes { get; init; }

    public int FilterSwitchFrequency { get; init; }

    public int DitherEvery { get; init; }

    public bool Grades { get; init; } = true;

    public bool IsMosaic { get; init; }

    /// <summary>As Target Scheduler codes it.</summary>
    public int FlatsHandling { get; init; }

    public bool SmartOrder { get; init; }

    public DateTimeOffset Created { get; init; }
}

/// <summary>A target as it is written; the place is J2000.</summary>
internal sealed record TargetEntry(Guid Id, Guid ProjectId, string Name, Equatorial Place)
{
    public bool Active { get; init; } = true;

    public double RotationDegrees { get; init; }

    public double RoiPercent { get; init; } = 100;

    /// <summary>Null for the project's.</summary>
    public int? Priority { get; init; }

    public int Position { get; init; }
}

/// <summary>An exposure plan as it is written.</summary>
internal sealed record PlanEntry(Guid Id, Guid TargetId, Guid TemplateId)
{
    public int Position { get; init; }

    /// <summary>Null for the template's.</summary>
    public double? ExposureSeconds { get; init; }

    public int Desired { get; init; }

    /// <summary>Frames accepted before Sync counted.</summary>
    public int AcceptedBefore { get; init; }

    public bool Active { get; init; } = true;
}

/// <summary>A template's variant as it is written.</summary>
internal sealed record VariantEntry(string Filter, double ExposureSeconds)
{
    public int? Gain { get; init; }

    public int? Offset { get; init; }

    public int Binning { get; init; } = 1;

    public int? ReadoutMode { get; init; }

    public TwilightLevel Twilight { get; init; }

    public int TwilightOffsetMinutes { get; init; }

    /// <summary>Whether <see cref="Moon"/> is heeded; it is kept either way.</summary>
    public bool MoonAvoidance { get; init; }

    public MoonAvoidance Moon { get; init; } = new();

    /// <summary>0 for any.</summary>
    public double MaximumHumidityPercent { get; init; }

    public int? DitherEvery { get; init; }
}
