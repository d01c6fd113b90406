namespace Sync.Scheduler.Catalogue;

internal sealed class TargetRow
{
    public string TargetId { get; init; } = "";

    public string Name { get; init; } = "";

    public string ProjectId { get; init; } = "";

    public string Project { get; init; } = "";

    public int Priority { get; init; }

    public double MinimumAltitudeDegrees { get; init; }

    public double MaximumAltitudeDegrees { get; init; }

    public double MeridianWindowMinutes { get; init; }

    public double MinimumMinutes { get; init; }

    public double RightAscensionHours { get; init; }

    public double DeclinationDegrees { get; init; }

    public double RotationDegrees { get; init; }

    public int DitherEvery { get; init; }

    public int SwitchEvery { get; init; }

    public int SmartOrder { get; init; }

    public int IsMosaic { get; init; }

    public int UsesSkyline { get; init; }

    public double AboveSkylineDegrees { get; init; }
}

internal sealed class OrderRow
{
    public string TargetId { get; init; } = "";

    /// <summary>Null for a dither.</summary>
    public string? PlanId { get; init; }
}

internal sealed class PlanRow
{
    public string PlanId { get; init; } = "";

    public string TargetId { get; init; } = "";

    public string TemplateId { get; init; } = "";

    public double? ExposureSeconds { get; init; }

    public int Desired { get; init; }

    public int AcceptedBefore { get; init; }
}

internal sealed class VariantRow
{
    public string TemplateId { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Empty for the default.</summary>
    public string ProfileId { get; init; } = "";

    public string? Profile { get; init; }

    public string Filter { get; init; } = "";

    public double ExposureSeconds { get; init; }

    public int? Gain { get; init; }

    public int? CameraOffset { get; init; }

    public int Binning { get; init; }

    public int? ReadoutMode { get; init; }

    public int TwilightLevel { get; init; }

    public int TwilightOffsetMinutes { get; init; }

    public int MoonAvoidance { get; init; }

    public double MoonSeparationDegrees { get; init; }

    public double MoonWidthDays { get; init; }

    public double MoonRelaxScale { get; init; }

    public double MoonRelaxMaximumDegrees { get; init; }

    public double MoonRelaxMinimumDegrees { get; init; }

    public int MoonDown { get; init; }

    public double MaximumHumidityPercent { get; init; }

    public int? DitherEvery { get; init; }
}

internal sealed class WeightRow
{
    public string ProjectId { get; init; } = "";

    public string Name { get; init; } = "";

    public double Weight { get; init; }
}
