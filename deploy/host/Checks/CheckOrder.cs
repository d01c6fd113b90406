using Sync.Devices.Alpaca;
using Sync.Devices.Rig;
using Sync.Host.Settings;
using Sync.Scheduler.Checks;

namespace Sync.Host.Checks;

/// <summary>What `sync check` is asked.</summary>
internal sealed record CheckOrder
{
    public required string Directory { get; init; }

    public required IConfiguration Configuration { get; init; }

    public string? RigFile { get; init; }

    public required int Cameras { get; init; }

    public SiteDescription? Site { get; init; }

    /// <summary>Where Alpaca devices that do not answer are looked for.</summary>
    public IReadOnlyList<AlpacaNetwork> Networks { get; init; } = AlpacaNetwork.Here();

    /// <exception cref="ArgumentException">a setting can't be used</exception>
    public CheckOptions Options()
    {
        var options = Configuration.Section<CheckOptions>("Check");
        return options.Errors().FirstOrDefault() is { } error ? throw new ArgumentException(error) : options;
    }
}
