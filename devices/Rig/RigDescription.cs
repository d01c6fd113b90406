using System.Text.Json.Serialization;
using Sync.Astro.Coordinates;

namespace Sync.Devices.Rig;

/// <summary>A rig as its owner describes it: one mount, what guides it, any number of cameras.</summary>
public sealed record RigDescription
{
    public required SiteDescription Site { get; init; }

    /// <summary>Null in the file of a camera agent, which has nothing to do with it.</summary>
    public MountDescription? Mount { get; init; }

    /// <summary>Null as the mount.</summary>
    public GuiderDescription? Guider { get; init; }

    /// <summary>One or several, of which each can say that telescopes may not be out; null where nobody says.</summary>
    [JsonConverter(typeof(SafetyList))]
    public IReadOnlyList<SafetyDescription>? Safety { get; init; }

    /// <summary>Null where it stands under the open sky, or somebody else opens and turns it.</summary>
    public DomeDescription? Dome { get; init; }

    public required IReadOnlyList<CameraDescription> Cameras { get; init; }

    /// <summary>Whether no real device is in it, so that time may be simulated as well.</summary>
    public bool IsSimulated => Drivers().All(d => d is null or "simulated");

    /// <summary>Itself, if it has a mount and a guider.</summary>
    /// <exception cref="RigException">it has not</exception>
    public RigDescription Whole() => (Mount, Guider) switch
    {
        (null, _) => throw new RigException("The rig has no mount; only the file of a camera agent may leave out mount and guider."),
        (_, null) => throw new RigException("The rig has no guider; only the file of a camera agent may leave out mount and guider."),
        _ => this,
    };

    /// <summary>The camera of that name.</summary>
    /// <exception cref="RigException">there is none; it names those there are</exception>
    public CameraDescription Camera(string name) => Cameras.FirstOrDefault(c => c.Name == name)
        ?? throw new RigException($"The rig has no camera '{name}'; it has {string.Join(", ", Cameras.Select(c => c.Name))}.");

    /// <summary>Pulses of the mount are as simulated as the mount.</summary>
    private IEnumerable<string?> Drivers() =>
    [
        Mount?.Driver, Guider?.Driver is "mount" or "mount-slews" ? null : Guider?.Driver, .. (Safety ?? []).Select(s => s.Driver), Dome?.Driver,
        .. Cameras.SelectMany(c => new[] { c.Driver, c.Wheel?.Driver, c.Focuser?.Driver, c.Cover?.Driver, c.Rotator?.Driver, c.Solver?.Driver }),
    ];
}

/// <summary>Where the rig stands; longitude east positive.</summary>
public sealed record SiteDescription
{
    public required string Name { get; init; }

    public required double LatitudeDegrees { get; init; }

    public required double LongitudeDegrees { get; init; }

    public required double ElevationMetres { get; init; }

    /// <summary>A horizon file, as <see cref="Sync.Astro.Coordinates.Skyline.Parse"/> reads it; null where nobody has measured what stands around.</summary>
    public string? Horizon { get; init; }

    /// <returns>null where there is no file</returns>
    /// <exception cref="RigException">it can't be read, or a line of it is no point</exception>
    public Skyline? Skyline()
    {
        try
        {
            return Horizon is null ? null : Astro.Coordinates.Skyline.Parse(File.ReadAllText(Horizon));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new RigException($"site.horizon is {Horizon}, which can't be read: {e.Message}", e);
        }
    }

    public GeoSite ToGeoSite() => new(LatitudeDegrees, LongitudeDegrees, ElevationMetres);
}

public sealed record MountDescription
{
    /// <summary>simulated, indi or alpaca</summary>
    public required string Driver { get; init; }

    /// <summary>What its driver calls it; not for simulated ones.</summary>
    public string? Device { get; init; }

    /// <summary>Where its driver listens: host, or host:port.</summary>
    public string? Address { get; init; }

    /// <summary>How far from its target a simulated mount points, until it is synced; others have errors of their own.</summary>
    public double PointingErrorArcminutes { get; init; }

    /// <summary>Whether a simulated mount can be synced; others tell.</summary>
    public bool Syncs { get; init; } = true;
}

public sealed record GuiderDescription
{
    /// <summary>simulated, phd2, or without a guider mount for its pulses, or mount-slews for small slews</summary>
    public required string Driver { get; init; }

    /// <summary>Where phd2 listens: host, or host:port.</summary>
    public string? Address { get; init; }

    /// <summary>The equipment profile of phd2; null for the one that is selected there.</summary>
    public string? Profile { get; init; }

    /// <summary>Whether phd2 chooses by itself where a dither goes; else it goes where the pattern says.</summary>
    public bool DithersByItself { get; init; }
}
