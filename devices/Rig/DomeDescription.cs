using Sync.Astro.Domes;

namespace Sync.Devices.Rig;

/// <summary>What the rig stands in: a dome, or a roof that rolls off. Lengths do not matter for a roof.</summary>
public sealed record DomeDescription
{
    /// <summary>simulated, indi or alpaca</summary>
    public required string Driver { get; init; }

    /// <summary>What its driver calls it; not for simulated ones.</summary>
    public string? Device { get; init; }

    /// <summary>Where its driver listens: host, or host:port.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it is a roof, which does not turn; a real one's driver tells that.</summary>
    public bool Roof { get; init; }

    /// <summary>Of the dome, at its slit.</summary>
    public double RadiusMetres { get; init; } = 2;

    /// <summary>How wide the slit is.</summary>
    public double SlitMetres { get; init; } = 0.8;

    /// <summary>How wide the telescopes are together; null for the widest of them.</summary>
    public double? BeamMetres { get; init; }

    /// <summary>From the centre of the dome to where the mount's axes cross.</summary>
    public double MountNorthMetres { get; init; }

    /// <summary>From the centre of the dome to where the mount's axes cross.</summary>
    public double MountEastMetres { get; init; }

    /// <summary>From the centre of the dome to where the mount's axes cross.</summary>
    public double MountUpMetres { get; init; }

    /// <summary>From where the mount's axes cross to the telescopes, along the declination axis.</summary>
    public double AxisMetres { get; init; }

    /// <summary>Whether it may close when the mount did not park; null: a dome may, a roof may not.</summary>
    public bool? ClosesOverUnparkedMount { get; init; }

    public DomeGeometry ToGeometry() => new(RadiusMetres, SlitMetres)
    {
        NorthMetres = MountNorthMetres,
        EastMetres = MountEastMetres,
        UpMetres = MountUpMetres,
        AxisMetres = AxisMetres,
    };
}
