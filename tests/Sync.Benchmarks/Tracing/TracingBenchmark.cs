using System.CommandLine;
using System.Globalization;

namespace Sync.Benchmarks.Tracing;

/// <summary>What tracing costs: the same rehearsal without a collector and with one, in turns.</summary>
internal static class TracingBenchmark
{
    public static Command Command()
    {
        var pairs = new Option<int>("--pairs") { Description = "Runs of each kind.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var hours = new Option<double>("--hours") { Description = "Hours of the night in each.", HelpName = "H", DefaultValueFactory = _ => 8 };
        var cameras = new Option<int>("--cameras") { Description = "Cameras in each.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var command = new Command("tracing", "A rehearsal with and without tracing.") { pairs, hours, cameras };
        command.SetAction(async (parsed, cancel) => await Run(
            new Rehearsed(parsed.GetRequiredValue(hours), parsed.GetRequiredValue(cameras)), parsed.GetRequiredValue(pairs), cancel));
        return command;
    }

    private static async Task<int> Run(Rehearsed rehearsal, int pairs, CancellationToken cancel)
    {
        await using var sink = await Sink.Start();
        await rehearsal.Play(null, cancel); // what is read for the first time is slow
        List<Played> without = [], with = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            // Each is the first as often as the other, for a machine grows warm.
            foreach (var traced in pair % 2 == 0 ? new[] { false, true } : [true, false])
            {
                sink.Forget();
                var played = await rehearsal.Play(traced ? sink.Address : null, cancel);
                (traced ? with : without).Add(played);
                Say($"{(traced ? "with" : "without"),-8} {played.WallSeconds,6:0.00} s wall, {played.ProcessorSeconds,6:0.00} s of processor, {played.Rounds} rounds");
            }
        }
        Compare("wall", [.. without.Select(p => p.WallSeconds)], [.. with.Select(p => p.WallSeconds)]);
        Compare("processor", [.. without.Select(p => p.ProcessorSeconds)], [.. with.Select(p => p.ProcessorSeconds)]);
        Tell(sink.Received(), with[^1]);
        await sink.Stop();
        var away = await rehearsal.Play(sink.Address, cancel);
        Say($"spool when nobody listens: {away.SpoolBytes:N0} bytes, {away.SpoolBytes / (double)away.Rounds:0} a round; when all was taken: {with.Max(p => p.SpoolBytes):N0} bytes");
        return 0;
    }

    /// <summary>By pairs, for the machine is another one every minute.</summary>
    private static void Compare(string what, double[] without, double[] with)
    {
        var ratios = without.Zip(with, (a, b) => b / a).Order().ToArray();
        Say($"{what}: median {Median(without):0.00} s without, {Median(with):0.00} s with; with / without by pairs: median {Median(ratios):0.000}, from {ratios[0]:0.000} to {ratios[^1]:0.000}");
    }

    /// <summary>Of the last run with tracing.</summary>
    private static void Tell(Received received, Played played)
    {
        var spans = received.SpansByTrace.Values.Order().ToArray();
        var night = received.SpansByTrace.Values.DefaultIfEmpty(0).Max();
        Say($"spans: {spans.Sum():N0} in {spans.Length} traces, the largest has {night:N0}, the median one {(spans.Length == 0 ? 0 : spans[spans.Length / 2]):N0}; {spans.Sum() / (double)played.Rounds:0.0} a round");
        Say($"exported: {received.Bytes:N0} bytes in {received.Requests} requests, of them {received.TraceBytes:N0} of spans: {received.TraceBytes / (double)played.Rounds:0} a round");
    }

    private static double Median(double[] values)
    {
        var ordered = values.Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
