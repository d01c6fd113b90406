namespace Sync.Devices.Phd2;

/// <summary>Every guide step of the last hours, to be asked how any interval was guided. Many may ask while one writes.</summary>
/// <param name="capacity">steps that are kept; the oldest go first</param>
public sealed class GuideLog(int capacity = GuideLog.UsualCapacity)
{
    /// <summary>A winter night of 14 hours with frames of half a second.</summary>
    public const int UsualCapacity = 100_000;

    private readonly Lock gate = new();
    private readonly Queue<GuideStep> steps = new();

    /// <summary>Steps that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return steps.Count;
        }
    }

    /// <summary>The steps from an instant up to, and without, another, in their order.</summary>
    public IReadOnlyList<GuideStep> Between(DateTimeOffset from, DateTimeOffset until)
    {
        lock (gate)
            return [.. steps.Where(s => s.At >= from && s.At < until)];
    }

    /// <summary>How that interval was guided.</summary>
    /// <param name="from">its first instant</param>
    /// <param name="until">the first instant after it</param>
    /// <param name="withSettling">whether steps count that were taken while guiding settled</param>
    /// <returns>null when there is no step to count</returns>
    public GuideStatistics? Over(DateTimeOffset from, DateTimeOffset until, bool withSettling = false) =>
        GuideStatistics.Of(Between(from, until), withSettling);

    internal void Add(GuideStep step)
    {
        lock (gate)
        {
            if (steps.Count == capacity)
                steps.Dequeue();
            steps.Enqueue(step);
        }
    }
}
