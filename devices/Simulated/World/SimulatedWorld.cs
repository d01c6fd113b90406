namespace Sync.Devices.Simulated.World;

/// <summary>
/// The physical truth of a simulated rig: what its devices did and when, where the telescopes look, and the weather.
/// All devices of a rig share one world. With a directory they may be spread over processes: each device then writes a
/// file of its own there and everybody follows all of them.
/// </summary>
public sealed class SimulatedWorld
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<TruthRecord>> byDevice = [];
    private readonly SkyMotion motion;
    private readonly TruthFiles? files;
    private volatile bool left;

    /// <param name="time">the rig's clock; the same in every process of a rig</param>
    /// <param name="seed">one seed gives one night; the same in every process of a rig</param>
    /// <param name="directory">where the devices write; null keeps all in memory</param>
    /// <param name="conditions">what kind of night it is</param>
    public SimulatedWorld(TimeProvider time, int seed, string? directory, Conditions? conditions = null)
    {
        Time = time;
        Seed = seed;
        Conditions = conditions ?? new Conditions();
        motion = new SkyMotion(seed, Conditions);
        Weather = new Weather(seed, Conditions);
        files = directory is null ? null : new TruthFiles(directory);
    }

    /// <summary>The same world as another process of the rig sees it.</summary>
    /// <param name="other">that of any process</param>
    /// <param name="time">that process's own view of the rig's clock</param>
    private SimulatedWorld(SimulatedWorld other, TimeProvider time)
    {
        (Time, Seed, Conditions, Outages) = (time, other.Seed, other.Conditions, other.Outages);
        (gate, byDevice, motion, Weather, files) = (other.gate, other.byDevice, other.motion, other.Weather, other.files);
    }

    public TimeProvider Time { get; }

    /// <summary>When devices do not work.</summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    public int Seed { get; }

    public Conditions Conditions { get; }

    internal Weather Weather { get; }

    internal DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>All that happened until now, device by device in the order of time.</summary>
    public IReadOnlyList<TruthRecord> Records()
    {
        lock (gate)
        {
            Follow();
            return [.. byDevice.OrderBy(d => d.Key, StringComparer.Ordinal).SelectMany(d => d.Value)];
        }
    }

    /// <summary>For a process that has this world in common with others, and may end before them.</summary>
    public SimulatedWorld SeenBy(TimeProvider time) => new(this, time);

    /// <summary>The process has ended: what is left of it moves nothing any more. The hardware goes on with what it does.</summary>
    public void Leave() => left = true;

    /// <summary>Where the telescopes look at that instant, by what is known now.</summary>
    public SkyState SkyAt(DateTimeOffset instant)
    {
        lock (gate)
        {
            Follow();
            return motion.At(instant);
        }
    }

    /// <summary>Where the telescopes look in the middle of each of <paramref name="count"/> equal parts of an interval.</summary>
    internal SkyState[] SkyBetween(DateTimeOffset from, DateTimeOffset until, int count)
    {
        var part = (until - from) / count;
        lock (gate)
        {
            Follow();
            return [.. Enumerable.Range(0, count).Select(i => motion.At(from + (part * (i + 0.5))))];
        }
    }

    /// <summary>The newest record of this kind that a device wrote at or before that instant.</summary>
    internal T? Newest<T>(string device, DateTimeOffset until)
        where T : TruthRecord => (T?)Newest(device, r => r is T && r.At <= until);

    /// <summary>The newest such record of a device. The order of writing decides, for instants may be equal.</summary>
    internal TruthRecord? Newest(string device, Predicate<TruthRecord> which)
    {
        lock (gate)
        {
            if (files is not null)
                Add(files.ReadNew(device));
            return byDevice.TryGetValue(device, out var records) ? records.FindLast(which) : null;
        }
    }

    /// <summary>What is wrong with a device at that instant; null when it works.</summary>
    internal Outage? OutageOf(string device, DateTimeOffset at) => Outages.FirstOrDefault(o => o.Device == device && o.From <= at && at < o.Until);

    internal void Write(TruthRecord record)
    {
        lock (gate)
        {
            if (left)
                return;
            if (files is null)
                Add(record);
            else
                files.Append(record);
        }
    }

    internal SeededRandom Random(string device, string purpose, long number) => SeededRandom.For(Seed, device, purpose, number);

    private void Follow()
    {
        if (files is not null)
            Add(files.ReadNew());
    }

    private void Add(IEnumerable<TruthRecord> records)
    {
        foreach (var record in records)
            Add(record);
    }

    private void Add(TruthRecord record)
    {
        if (!byDevice.TryGetValue(record.Device, out var records))
            byDevice[record.Device] = records = [];
        records.Add(record);
        motion.Add(record);
    }
}
