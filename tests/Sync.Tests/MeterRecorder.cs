using System.Diagnostics.Metrics;

namespace Sync.Tests;

/// <summary>Hears what some meters say; each host has its own, so tests may run side by side.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<(string Name, double Value, Dictionary<string, object?> Tags)> heard = [];
    private readonly MeterListener listener = new();

    public MeterRecorder(params Meter[] meters)
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (meters.Contains(instrument.Meter))
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Add(i, value, tags));
        listener.Start();
    }

    /// <summary>All values of an instrument that bear these tags.</summary>
    public IReadOnlyList<double> All(string name, params (string Key, object Value)[] tags)
    {
        lock (gate)
            return [.. heard.Where(h => h.Name == name && tags.All(t => t.Value.Equals(h.Tags.GetValueOrDefault(t.Key)))).Select(h => h.Value)];
    }

    public double Sum(string name, params (string Key, object Value)[] tags) => All(name, tags).Sum();

    /// <summary>What gauges say now.</summary>
    public double Observed(string name)
    {
        listener.RecordObservableInstruments();
        return All(name)[^1];
    }

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (gate)
            heard.Add((instrument.Name, value, new(tags.ToArray())));
    }
}
