namespace Sync.Clock;

/// <summary>An instant of a clock that nobody can set: comparable only with others of the same start of the machine.</summary>
/// <param name="Boot">which start of the machine</param>
/// <param name="Uptime">time since some instant of that start</param>
public readonly record struct MonotonicInstant(string Boot, TimeSpan Uptime)
{
    private static readonly string ThisBoot = ReadBoot();

    public static MonotonicInstant Now(TimeProvider time) => new(
        time is SimulatedTime ? "simulated" : ThisBoot,
        TimeSpan.FromTicks((long)((Int128)time.GetTimestamp() * TimeSpan.TicksPerSecond / time.TimestampFrequency)));

    /// <summary>Time since <paramref name="earlier"/>; null when the machine was started again in between, for then nobody can say.</summary>
    public TimeSpan? Since(MonotonicInstant earlier) => earlier.Boot == Boot ? Uptime - earlier.Uptime : null;

    /// <summary>Linux names each start of the machine. Elsewhere a process can only vouch for itself.</summary>
    private static string ReadBoot()
    {
        const string path = "/proc/sys/kernel/random/boot_id";
        return File.Exists(path) ? File.ReadAllText(path).Trim() : Guid.NewGuid().ToString("N");
    }
}
