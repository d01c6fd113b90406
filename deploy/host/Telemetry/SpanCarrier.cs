using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Sync.Host.Telemetry;

/// <summary>Carries spans to the collector in the name of one service: an exporter learns its service from the provider it belongs to.</summary>
internal sealed class SpanCarrier : IDisposable
{
    private readonly Outlet outlet;
    private readonly TracerProvider provider;

    public SpanCarrier(Identity identity, string? service, BaseExporter<Activity> exporter)
    {
        outlet = new Outlet(exporter);
        provider = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(identity.Resource(service)).AddProcessor(outlet).Build();
    }

    /// <returns>whether the collector has them</returns>
    public bool Carry(IReadOnlyList<SpanRecord> spans) => outlet.Carry([.. spans.Select(Revival.Of)]);

    public void Dispose() => provider.Dispose();

    private sealed class Outlet(BaseExporter<Activity> exporter) : BaseExportProcessor<Activity>(exporter)
    {
        public bool Carry(Activity[] spans)
        {
            using var quiet = SuppressInstrumentationScope.Begin();
            return exporter.Export(new Batch<Activity>(spans, spans.Length)) == ExportResult.Success;
        }

        protected override void OnExport(Activity data)
        {
            // What is live goes to the spool first.
        }
    }
}
