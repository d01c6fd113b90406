using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sync.Host;

namespace Sync.Benchmarks.Tracing;

/// <summary>`sync rehearse` as a process of its own, built as this is.</summary>
/// <param name="Hours">of the night</param>
/// <param name="Cameras">of the simulated rig</param>
internal sealed partial record Rehearsed(double Hours, int Cameras)
{
    /// <param name="collector">that takes OTLP over gRPC; null for none</param>
    /// <param name="cancel">ends it</param>
    /// <exception cref="InvalidOperationException">it did not end well</exception>
    public async Task<Played> Play(Uri? collector, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("sync-benchmark-");
        try
        {
            var began = Stopwatch.GetTimestamp();
            using var process = Process.Start(Start(folder.FullName, collector))!;
            var (output, times) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            var wall = Stopwatch.GetElapsedTime(began);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"The rehearsal ended with {process.ExitCode}: {await output} {await times}");
            var rounds = JsonDocument.Parse(await output).RootElement.GetProperty("rounds").GetInt32();
            return new(wall.TotalSeconds, Processor(await times), rounds, Size(Path.Combine(folder.FullName, "rehearsal", "telemetry")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The shell says what its children took of the processor; a process that has ended can't be asked any more.</summary>
    private ProcessStartInfo Start(string folder, Uri? collector)
    {
        var start = new ProcessStartInfo("sh", ["-c", "\"$@\"; code=$?; times >&2; exit $code", "sh", "dotnet", typeof(HostSettings).Assembly.Location, "rehearse",
            "--hours", Hours.ToString(CultureInfo.InvariantCulture), "--cameras", $"{Cameras}", "--seed", "1", "--json", "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        if (collector is not null)
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.AbsoluteUri;
        return start;
    }

    private static double Processor(string times) => MinutesAndSeconds().Matches(times).TakeLast(2)
        .Sum(m => (double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * 60) + double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));

    private static long Size(string folder) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length)
        : 0;

    [GeneratedRegex(@"(\d+)m(\d+\.\d+)s")]
    private static partial Regex MinutesAndSeconds();
}

/// <param name="WallSeconds">from its start to its end, with all that was still to be exported</param>
/// <param name="ProcessorSeconds">of all its threads</param>
/// <param name="Rounds">that were opened</param>
/// <param name="SpoolBytes">that were left on disk</param>
internal sealed record Played(double WallSeconds, double ProcessorSeconds, int Rounds, long SpoolBytes);
