using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Faults;
using Sync.Host.Settings;
using Sync.Host.Telemetry;

namespace Sync.Host;

/// <summary>All that decides what a process of Sync is.</summary>
internal sealed record HostSettings
{
    public required IReadOnlyList<Role> Roles { get; init; }

    public required RigDescription Rig { get; init; }

    /// <summary>The cameras whose agents run here.</summary>
    public required IReadOnlyList<string> Cameras { get; init; }

    /// <summary>Where frames and, with SQLite, the database are.</summary>
    public required string Directory { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Seed of all that a simulated rig leaves to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What kind of night a simulated rig has; null for the usual.</summary>
    public Conditions? Conditions { get; init; }

    /// <summary>Where a simulated rig keeps what really happened; null for memory only.</summary>
    public string? World { get; init; }

    /// <summary>Null for the in-memory transport.</summary>
    public BrokerAddress? Broker { get; init; }

    /// <summary>Null for an SQLite file in <see cref="Directory"/>.</summary>
    public string? Storage { get; init; }

    /// <summary>All that a person set.</summary>
    public IConfiguration Configuration { get; init; } = new ConfigurationBuilder().Build();

    /// <summary>Settings of the services, as "Section:Name", where <see cref="Configuration"/> has none.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; init; } = new Dictionary<string, string?>();

    /// <summary>The OTEL_ variables: where traces, metrics and logs go.</summary>
    public IConfiguration Collector { get; init; } = CollectorSettings.Variables;

    /// <summary>Whether health and page are there for others to see. A rehearsal shows neither.</summary>
    public bool Serves { get; init; }

    /// <summary>Whether log lines go to the console.</summary>
    public bool Logs { get; init; }

    /// <summary>Of a process that may die in the middle of a simulated night; null for any other.</summary>
    public Incarnation? Life { get; init; }

    /// <summary>In whose name the broker is spoken to: also its user there. Null without a broker.</summary>
    public string? Sender => Broker is null ? null : Roles.Single() == Role.CameraAgent ? Senders.Camera(Cameras.Single()) : Roles.Single().Name;

    /// <summary>Whether all roles are here, for one night and no other.</summary>
    public bool IsOneNight => Broker is null;

    /// <summary>As it is set, below <see cref="Directory"/> if it is no whole path.</summary>
    public string Frames => Path.GetFullPath(Configuration["CameraAgent:FramesDirectory"] ?? "frames", Directory);

    /// <summary>Of the database, with its secrets.</summary>
    public string ConnectionString => Storage ?? $"Data Source={Path.Combine(Directory, "sync.db")}";

    /// <summary>Nothing that may be secret.</summary>
    public override string ToString() => $"{string.Join(", ", Roles.Select(r => r.Name))} in {Directory}";
}
