using System.Globalization;
using Sync.Host.Commands;
using Sync.Host.Settings;

namespace Sync.Host.Telemetry;

/// <summary>Where traces, metrics and logs go, by the standard OTEL_ variables; null for what goes nowhere.</summary>
internal sealed record CollectorSettings
{
    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    /// <summary>Those of this process.</summary>
    public static IConfiguration Variables => new ConfigurationBuilder().AddEnvironmentVariables().Build();

    public SignalExport? Traces { get; private init; }

    public SignalExport? Metrics { get; private init; }

    public SignalExport? Logs { get; private init; }

    /// <summary>Spans that are sent at once.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How long spans wait for others to be sent with.</summary>
    public required TimeSpan Delay { get; init; }

    /// <summary>How the SDK is to choose spans; null for Sync's own way.</summary>
    public string? Sampler { get; private init; }

    /// <param name="variables">by their names; an empty one is none</param>
    /// <exception cref="SettingException">one can't be used</exception>
    public static CollectorSettings Read(IConfiguration variables)
    {
        var disabled = string.Equals(variables.Text("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);
        var settings = new CollectorSettings
        {
            BatchSize = (int)Number(variables, "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 512, 1, 1_000_000),
            Delay = TimeSpan.FromMilliseconds(Number(variables, "OTEL_BSP_SCHEDULE_DELAY", 5000, 0, int.MaxValue)),
        };
        _ = Number(variables, "OTEL_METRIC_EXPORT_INTERVAL", 60_000, 1, int.MaxValue); // the SDK reads it, and says nothing of one that it can't
        return disabled ? settings : settings with
        {
            Traces = SignalExport.Read(variables, "TRACES"),
            Metrics = SignalExport.Read(variables, "METRICS"),
            Logs = SignalExport.Read(variables, "LOGS"),
            Sampler = ReadSampler(variables.Text("OTEL_TRACES_SAMPLER")),
        };
    }

    private static string? ReadSampler(string? text) => text is null || Samplers.Contains(text)
        ? text
        : throw new SettingException($"OTEL_TRACES_SAMPLER is {text}; allowed are {string.Join(", ", Samplers[..^1])} and {Samplers[^1]}.");

    /// <exception cref="SettingException">it is no such number</exception>
    public static long Number(IConfiguration variables, string name, long usual, long least, long most)
    {
        if (variables.Text(name) is not { } text)
            return usual;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingException($"{name} is {text}; allowed is a whole number from {least} to {most}.");
    }
}
