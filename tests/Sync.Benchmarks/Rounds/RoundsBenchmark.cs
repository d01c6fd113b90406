using System.CommandLine;
using System.Globalization;
using Sync.Host;

namespace Sync.Benchmarks.Rounds;

/// <summary>What a round costs beside its exposures, on real processes, broker and disk; a second build may be measured in turns with this one.</summary>
internal static class RoundsBenchmark
{
    private static readonly string Heading =
        $"{"build",-8} {"cameras",7} {"dithers",7} {"gaps",4} | {"dead time ms p50 p95 max",24} | {"to the order to open",20} | {"start skew",20} | {"bare round trip",20}";

    public static Command Command()
    {
        var cameras = new Option<int[]>("--cameras") { Description = "Sizes of the rig, 1 to 64.", HelpName = "N", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 4] };
        var rounds = new Option<int>("--rounds") { Description = "Rounds of each night.", HelpName = "N", DefaultValueFactory = _ => 15 };
        var dithers = new Option<string>("--dithers") { Description = "A dither before every round: never, always or both, one night each.", HelpName = "HOW", DefaultValueFactory = _ => "never" };
        dithers.AcceptOnlyFromAmong("never", "always", "both");
        var exposure = new Option<double>("--exposure") { Description = "Of each frame; no shorter than 0.4 s for each camera, for a round waits no longer for its last one.", HelpName = "SECONDS", DefaultValueFactory = _ => 5 };
        var against = new Option<FileInfo>("--against") { Description = "`sync.dll` of another build, measured in turns with this one.", HelpName = "FILE" }.AcceptExistingOnly();
        var turns = new Option<int>("--turns") { Description = "How often each night is measured.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var full = new Option<bool>("--full") { Description = "1, 4, 10 and 50 cameras, 60 rounds each, with and without dithers: two hours." };
        var command = new Command("rounds", "Dead time and start skew of rounds.") { cameras, rounds, dithers, exposure, against, turns, full };
        command.SetAction((parsed, cancel) =>
        {
            var all = parsed.GetValue(full);
            var nights =
                from size in all ? [1, 4, 10, 50] : parsed.GetRequiredValue(cameras)
                from dither in all ? [false, true] : Kinds(parsed.GetRequiredValue(dithers))
                select new RoundsOrder(typeof(HostSettings).Assembly.Location, size, all ? 60 : parsed.GetRequiredValue(rounds), dither, RoundsOrder.Exposure(size, parsed.GetRequiredValue(exposure)));
            return Run([.. nights], parsed.GetValue(against), parsed.GetRequiredValue(turns), cancel);
        });
        return command;
    }

    private static bool[] Kinds(string dithers) => dithers switch
    {
        "never" => [false],
        "always" => [true],
        _ => [false, true],
    };

    private static async Task<int> Run(IReadOnlyList<RoundsOrder> nights, FileInfo? against, int turns, CancellationToken cancel)
    {
        Console.WriteLine(Heading);
        foreach (var night in nights)
        {
            List<MeasuredNight> these = [], others = [];
            for (var turn = 0; turn < turns; turn++)
            {
                // Each is the first as often as the other.
                foreach (var other in against is null ? [false] : turn % 2 == 0 ? new[] { true, false } : [false, true])
                {
                    var measured = await MeasuredNight.Play(other ? night with { Program = against!.FullName } : night, cancel);
                    (other ? others : these).Add(measured);
                    Say(other ? "other" : "this", night, [measured]);
                }
            }
            if (turns > 1 && against is not null)
                Say("others", night, others);
            if (turns > 1)
                Say("all", night, these);
        }
        return 0;
    }

    private static void Say(string build, RoundsOrder night, IReadOnlyList<MeasuredNight> measured)
    {
        var gaps = measured.SelectMany(m => m.Gaps).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{build,-8} {night.Cameras,7} {(night.Dithers ? "always" : "never"),7} {gaps.Count,4} | {Percentiles.Of(gaps.Select(g => g.Dead)),24} | {Percentiles.Of(measured.SelectMany(m => m.Ready)),20} | {Percentiles.Of(gaps.Select(g => g.Skew)),20} | {Percentiles.Of(measured.SelectMany(m => m.RoundTrips)),20}"));
    }
}
