using System.Globalization;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;

namespace Sync.Host.Faults;

/// <summary>All that goes wrong in a night, drawn before it begins: the same seed gives the same faults at the same instants.</summary>
internal static class FaultPlan
{
    public const string Broker = "broker";
    public const string Weather = "weather";

    /// <summary>From one to the next, on average.</summary>
    private const double MeanSeconds = 150;

    /// <summary>How often each kind comes, of all these together.</summary>
    private static readonly (FaultKind Kind, int Weight)[] Weights =
    [
        (FaultKind.Dies, 6), (FaultKind.DiesBeforeCommit, 5), (FaultKind.DiesAfterCommit, 5), (FaultKind.CutOff, 6), (FaultKind.BrokerDies, 3),
        (FaultKind.Late, 6), (FaultKind.Twice, 5), (FaultKind.Lossy, 4), (FaultKind.Refuses, 6), (FaultKind.Silent, 5), (FaultKind.Unsafe, 1),
        (FaultKind.Gone, 1),
    ];

    /// <param name="seed">of the faults alone</param>
    /// <param name="from">none begins before</param>
    /// <param name="until">none is there any more</param>
    /// <param name="rig">whose cameras and devices they befall</param>
    public static IReadOnlyList<Fault> Draw(int seed, DateTimeOffset from, DateTimeOffset until, RigDescription rig)
    {
        var chance = new Random(seed);
        var well = new Dictionary<string, DateTimeOffset>();
        List<Fault> faults = [];
        for (var at = Next(chance, from); at < until; at = Next(chance, at))
        {
            var fault = Of(chance, at, rig);
            if (fault.Until >= until || (well.TryGetValue(fault.Who, out var again) && at < again))
                continue;
            well[fault.Who] = fault.Until.AddSeconds(5);
            faults.Add(fault);
        }
        return faults;
    }

    /// <summary>Those of the devices, as a world has them.</summary>
    public static IReadOnlyList<Outage> Outages(IEnumerable<Fault> faults) =>
        [.. faults.Where(f => f.Kind is FaultKind.Refuses or FaultKind.Silent).Select(f => new Outage(f.Who, f.At, f.Until, f.Kind == FaultKind.Silent))];

    private static DateTimeOffset Next(Random chance, DateTimeOffset after) =>
        after.AddMilliseconds(Math.Ceiling(-Math.Log(1 - chance.NextDouble()) * MeanSeconds * 1000));

    private static Fault Of(Random chance, DateTimeOffset at, RigDescription rig)
    {
        var kind = Kind(chance);
        var (shortest, longest) = Length(kind);
        var lasts = TimeSpan.FromMilliseconds(Math.Round(1000 * shortest * Math.Pow(longest / shortest, chance.NextDouble())));
        var who = Who(chance, kind, rig);
        var commit = chance.Next(1, 7);
        return new(at, who, What(kind, lasts, commit)) { Kind = kind, Lasts = lasts, Commit = commit };
    }

    private static FaultKind Kind(Random chance)
    {
        var left = chance.Next(Weights.Sum(w => w.Weight));
        foreach (var (kind, weight) in Weights)
        {
            left -= weight;
            if (left < 0)
                return kind;
        }
        return FaultKind.Dies;
    }

    /// <summary>Short ones are more frequent than long ones.</summary>
    private static (double ShortestSeconds, double LongestSeconds) Length(FaultKind kind) => kind switch
    {
        FaultKind.Dies or FaultKind.DiesBeforeCommit or FaultKind.DiesAfterCommit => (1, 90),
        FaultKind.Unsafe => (20, 200),
        FaultKind.BrokerDies => (1, 40),
        FaultKind.Gone => (200, 420),
        _ => (1, 60),
    };

    private static string Who(Random chance, FaultKind kind, RigDescription rig)
    {
        var camera = rig.Cameras[chance.Next(rig.Cameras.Count)];
        string[] choice = kind switch
        {
            FaultKind.BrokerDies => [Broker],
            FaultKind.Unsafe => [Weather],
            FaultKind.Gone => [Senders.Scheduler, Senders.Dither],
            FaultKind.Refuses or FaultKind.Silent => [camera.Name, camera.Name, camera.Wheel is null ? camera.Name : $"{camera.Name}.wheel", "rig.mount", "rig.guider"],
            _ => [Senders.Scheduler, Senders.Scheduler, Senders.Dither, Senders.Grader, Senders.Camera(camera.Name), Senders.Camera(camera.Name)],
        };
        return choice[chance.Next(choice.Length)];
    }

    private static string What(FaultKind kind, TimeSpan lasts, int commit)
    {
        var seconds = lasts.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return kind switch
        {
            FaultKind.Dies => $"dies, and is started again after {seconds} s",
            FaultKind.DiesBeforeCommit => $"dies before it commits for the {Number(commit)} time from now on, and is started again after {seconds} s",
            FaultKind.DiesAfterCommit => $"dies when it has committed for the {Number(commit)} time from now on, and is started again after {seconds} s",
            FaultKind.CutOff => $"is cut off from the broker for {seconds} s",
            FaultKind.BrokerDies => $"dies, and is back after {seconds} s",
            FaultKind.Late => $"gets its messages late and out of order for {seconds} s",
            FaultKind.Twice => $"gets its messages twice for {seconds} s",
            FaultKind.Lossy => $"gets nothing for {seconds} s but what must not be lost",
            FaultKind.Refuses => $"does not work for {seconds} s",
            FaultKind.Silent => $"says nothing for {seconds} s",
            FaultKind.Gone => $"is gone for {seconds} s, longer than the watchdog waits",
            _ => $"is bad for {seconds} s",
        };
    }

    private static string Number(int commit) => commit switch { 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", 5 => "fifth", _ => "sixth" };
}
