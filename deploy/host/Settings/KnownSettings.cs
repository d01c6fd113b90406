using System.Reflection;
using Sync.CameraAgent;
using Sync.CameraAgent.Focusing;
using Sync.CameraAgent.Solving;
using Sync.Dither;
using Sync.Dither.Watch;
using Sync.Grader.Grading;
using Sync.Host.Health;
using Sync.Host.Web;
using Sync.Scheduler.Checks;
using Sync.Scheduler.Events;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;
using Sync.Scheduler.Safety;
using Sync.Scheduler.Watch;

namespace Sync.Host.Settings;

/// <summary>All settings that there are: the properties of the classes that they end up in.</summary>
internal static class KnownSettings
{
    /// <summary>Each section with its class.</summary>
    public static readonly IReadOnlyList<(string Section, Type Options)> Sections =
    [
        ("ConnectionStrings", typeof(ConnectionStringOptions)),
        ("Broker", typeof(BrokerOptions)),
        ("Storage", typeof(StorageOptions)),
        ("Health", typeof(HealthOptions)),
        ("Web", typeof(WebOptions)),
        ("Night", typeof(NightOptions)),
        ("Flip", typeof(FlipOptions)),
        ("Guiding", typeof(GuidingOptions)),
        ("Rounds", typeof(RoundOptions)),
        ("FocusSlots", typeof(FocusSlotOptions)),
        ("SolveSlots", typeof(SolveSlotOptions)),
        ("Centring", typeof(CentringOptions)),
        ("Fleet", typeof(FleetOptions)),
        ("Check", typeof(CheckOptions)),
        ("Safety", typeof(SafetyOptions)),
        ("Script", typeof(ScriptOptions)),
        ("CameraAgent", typeof(CameraAgentOptions)),
        ("Focus", typeof(FocusOptions)),
        ("Solve", typeof(SolveOptions)),
        ("Dither", typeof(DitherOptions)),
        ("Watchdog", typeof(WatchdogOptions)),
        ("Watchdog", typeof(SignOptions)),
        ("Grading", typeof(GradingOptions)),
        ("Simulation", typeof(SimulationOptions)),
    ];

    /// <summary>In the order of the classes.</summary>
    public static readonly IReadOnlyList<Setting> InOrder = [.. Sections.SelectMany(s => Of(s.Section, Activator.CreateInstance(s.Options)!))];

    /// <summary>By name, whatever its case.</summary>
    public static readonly IReadOnlyDictionary<string, Setting> All = InOrder.ToDictionary(s => s.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Sections, and what in them holds several settings, such as "Grading:Hfr".</summary>
    public static readonly IReadOnlySet<string> Groups = InOrder.SelectMany(s => Above(s.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in a group, without it.</summary>
    public static IEnumerable<string> In(string group) =>
        InOrder.Where(s => s.Name.StartsWith($"{group}:", StringComparison.OrdinalIgnoreCase)).Select(s => s.Name[(group.Length + 1)..]);

    private static IEnumerable<Setting> Of(string group, object options) =>
        from property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        let name = $"{group}:{property.Name}"
        let value = property.GetValue(options)
        let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        from setting in type.IsValueType || type == typeof(string) ? [new Setting(name, type, value)] : Of(name, value!)
        select setting;

    private static IEnumerable<string> Above(string name)
    {
        for (var end = name.IndexOf(':'); end >= 0; end = name.IndexOf(':', end + 1))
            yield return name[..end];
    }
}
