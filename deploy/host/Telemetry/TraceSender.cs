using OpenTelemetry.Exporter;
using Sync.Host.Commands;
using Sync.Host.Nights;
using Sync.Scheduler.Story;

namespace Sync.Host.Telemetry;

/// <summary>Sends a night to a collector that does not have it, or has it no more: with the same ids as ever.</summary>
internal static class TraceSender
{
    /// <param name="night">its story</param>
    /// <param name="variables">the OTEL_ variables</param>
    /// <returns>what was done, in a sentence</returns>
    /// <exception cref="SettingException">no collector is set</exception>
    /// <exception cref="NightException">the collector did not take it</exception>
    public static string Send(Step night, IConfiguration variables)
    {
        var collector = CollectorSettings.Read(variables);
        if (collector.Traces is not { } traces)
            throw new SettingException("--send needs a collector, and OTEL_EXPORTER_OTLP_ENDPOINT is not set; allowed is an address such as http://HOST:4317.");
        var spans = NightTrace.Of(night);
        using var carrier = new SpanCarrier(Identity.Of(variables, Role.Scheduler.Name), Role.Scheduler.Name, new OtlpTraceExporter(traces.Options()));
        foreach (var batch in spans.Select(ToldRecords.Of).Chunk(collector.BatchSize))
        {
            if (!carrier.Carry(batch))
                throw new NightException($"The collector at {traces.Place} did not take the trace; see that it runs, and that OTEL_EXPORTER_OTLP_ENDPOINT is its address.");
        }
        return $"The {night.Name} was sent to {traces.Place}: {spans.Count} spans, {spans.Count(s => s.Name == "round")} of them of rounds in traces of their own.";
    }
}
