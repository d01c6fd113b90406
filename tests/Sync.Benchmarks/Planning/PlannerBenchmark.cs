using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sync.Scheduler.Planning;

namespace Sync.Benchmarks.Planning;

/// <summary>How long a decision and the preview of a night take, with a catalogue that is larger than anybody's; beside them a yardstick of the machine.</summary>
internal static class PlannerBenchmark
{
    private const int Decisions = 200;
    private const int Previews = 20;
    private const int Sines = 1_000_000;

    public static Command Command()
    {
        var targets = new Option<int>("--targets") { Description = "Targets, each with six plans.", DefaultValueFactory = _ => 500 };
        var cameras = new Option<int>("--cameras") { Description = "Cameras, 1 to 8.", DefaultValueFactory = _ => 8 };
        var command = new Command("planner", "A decision of the planner, and the preview of a whole night.") { targets, cameras };
        command.SetAction(parsed => Run(ManyTargets.Input(parsed.GetValue(targets), parsed.GetValue(cameras))));
        return command;
    }

    private static void Run(PlanningInput input)
    {
        var night = ManyTargets.Night;
        var step = night / Decisions;
        Print("a decision", Measure(Decisions, i => Planner.Next(input with { Now = input.Now + (i * step) })));
        var sky = new NightSky(input.Site, input.Now);
        Print("a decision, the night known", Measure(Decisions, i => Planner.Next(input with { Now = input.Now + (i * step) }, sky)));
        Print("a preview of the night", Measure(Previews, _ => Preview.Of(input)));
        Print($"yardstick: {Sines} sines", Measure(Previews, _ => Yardstick()));
    }

    private static double Yardstick()
    {
        var sum = 0.0;
        for (var i = 0; i < Sines; i++)
            sum += Math.Sin(i);
        return sum;
    }

    /// <summary>The first tenth is thrown away: it is still being compiled.</summary>
    private static (double MedianMilliseconds, double WorstMilliseconds, double Kilobytes) Measure<T>(int times, Func<int, T> work)
    {
        var taken = new List<double>();
        long allocated = 0;
        for (var i = -times / 10; i < times; i++)
        {
            var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            GC.KeepAlive(work(Math.Max(0, i)));
            if (i < 0)
                continue;
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        taken.Sort();
        return (taken[taken.Count / 2], taken[^1], allocated / 1024.0 / times);
    }

    private static void Print(string what, (double Median, double Worst, double Kilobytes) taken) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what,-32} median {taken.Median,8:F2} ms, worst {taken.Worst,8:F2} ms, {taken.Kilobytes,9:F0} kB allocated"));
}
