namespace Sync.CameraAgent.Focusing;

/// <summary>What a camera has seen since it was focused. Asked and told by several threads.</summary>
internal sealed class SinceLastFocus
{
    private readonly Lock gate = new();
    private readonly List<(string? Filter, double? HfrPixels)> frames = [];
    private FocusRow? row;
    private string? filter;
    private double? celsius;

    /// <summary>Null before the focuser has been reached.</summary>
    public FocusRow? Row
    {
        get
        {
            lock (gate)
                return row;
        }
    }

    /// <summary>From here on it is focused there; frames that were closed before do not count.</summary>
    public void Focused(FocusRow at, IEnumerable<(string? Filter, double? HfrPixels)> since)
    {
        lock (gate)
        {
            if (row?.FocusedAt != at.FocusedAt)
            {
                frames.Clear();
                frames.AddRange(since);
            }
            row = at;
        }
    }

    public void LooksThrough(string? present, double? degreesCelsius)
    {
        lock (gate)
            (filter, celsius) = (present, degreesCelsius ?? celsius);
    }

    public void Took(string? through, long closedAt, double? hfrPixels)
    {
        lock (gate)
        {
            if (closedAt > row?.FocusedAt)
                frames.Add((through, hfrPixels));
        }
    }

    /// <param name="settings">when it counts</param>
    /// <param name="now">an instant</param>
    /// <param name="longitudeDegrees">of the site, east positive</param>
    /// <returns>null before the focuser has been reached</returns>
    public FocusNeed? Need(FocusSettings settings, DateTimeOffset now, double longitudeDegrees)
    {
        lock (gate)
        {
            return row is null ? null : FocusNeed.Of(new()
            {
                Frames = frames.Count,
                Time = now - DateTimeOffset.FromUnixTimeMilliseconds(row.FocusedAt),
                DegreesCelsius = row.Celsius is { } then && celsius is { } present ? (then, present) : null,
                Hfrs = [.. frames.Where(f => f.Filter == filter).Select(f => f.HfrPixels).OfType<double>()],
                OtherFilter = settings.Between(row.Filter, filter) is null,
                Tonight = row.FoundTonight(now, longitudeDegrees),
            }, settings.Triggers);
        }
    }
}
