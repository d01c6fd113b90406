using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sync.Host.Telemetry;

namespace Sync.Tests.Host.Telemetry;

/// <summary>Spans of tests.</summary>
internal static class Told
{
    public static readonly DateTimeOffset Dusk = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    public static SpanRecord Whole(string name, string? service = null) => Begun(name) with { End = Dusk.AddSeconds(1), Service = service };

    public static SpanRecord Begun(string name) => new()
    {
        Trace = ActivityTraceId.CreateRandom(), Span = ActivitySpanId.CreateRandom(), Name = name, Source = "Sync.Test", Start = Dusk,
    };

    public static SpanRecord EndedAt(this SpanRecord begun, DateTimeOffset end) => begun with { End = end };

    public static IEnumerable<SpanRecord> Several(int from, int count) => Enumerable.Range(from, count).Select(n => Whole($"{n}"));

    public static IEnumerable<string> Names(int from, int count) => Enumerable.Range(from, count).Select(n => $"{n}");
}

/// <summary>Keeps what is logged.</summary>
internal sealed class Heard<T> : ILogger<T>
{
    private readonly List<(LogLevel Level, string Line)> lines = [];

    public IReadOnlyList<(LogLevel Level, string Line)> Lines
    {
        get
        {
            lock (lines)
                return [.. lines.Where(l => l.Level >= LogLevel.Information)];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
            lines.Add((logLevel, formatter(state, exception)));
    }
}
