namespace Sync.Measure;

/// <summary>A summit of the smoothed frame, the pixels that belong to it and their lowest value.</summary>
internal sealed record Peak(int X, int Y, float Height, int AreaPixels, float Foot, bool Blended);

/// <summary>
/// Splits a footprint into its summits. The pixels are flooded from the brightest down; where two hills meet, the lower is a star of
/// its own if it stands high enough above the saddle, or else a part of the higher one.
/// </summary>
internal sealed class Deblending(Detection detection, Sky sky)
{
    private const double SignificantSigmas = 6;
    private const double SignificantPart = 0.15;

    private readonly List<(float Value, int Cell)> _pixels = [];
    private readonly List<Hill> _hills = [];
    private int[] _owners = [];

    public void Split(List<Run> footprint, List<Peak> peaks)
    {
        int left = footprint.Min(run => run.Start) - 1, top = footprint[0].Y - 1;
        var width = footprint.Max(run => run.End) - left + 1;
        Spread(footprint, left, top, width);
        var noise = sky.Noise.At(left + width / 2.0, footprint[footprint.Count / 2].Y);
        foreach (var (value, cell) in _pixels)
        {
            _owners[cell] = Owner(cell, width, value, SignificantSigmas * Detection.SmoothedNoise * noise);
            var hill = _hills[_owners[cell] - 1];
            hill.Area++;
            hill.Foot = value;
        }

        var standing = _hills.FindAll(hill => hill.MergedInto == 0);
        foreach (var hill in standing)
        {
            peaks.Add(new Peak(left + hill.Cell % width, top + hill.Cell / width, hill.Height, hill.Area, hill.Foot, standing.Count > 1));
        }
    }

    private void Spread(List<Run> footprint, int left, int top, int width)
    {
        var cells = width * (footprint[^1].Y - top + 2);
        if (_owners.Length < cells)
        {
            _owners = new int[cells];
        }

        _owners.AsSpan(0, cells).Clear();
        _hills.Clear();
        _pixels.Clear();
        foreach (var run in footprint)
        {
            var values = detection.Values(run);
            for (var i = 0; i < values.Length; i++)
            {
                _pixels.Add((values[i], (run.Y - top) * width + run.Start + i - left));
            }
        }

        _pixels.Sort(static (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : a.Cell.CompareTo(b.Cell));
    }

    /// <summary>The hill (counted from 1) that a pixel joins; a new one if no neighbour has been flooded yet.</summary>
    private int Owner(int cell, int width, float value, double significant)
    {
        var owner = 0;
        ReadOnlySpan<int> near = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
        foreach (var step in near)
        {
            var other = Standing(_owners[cell + step]);
            if (other == 0 || other == owner)
            {
                continue;
            }

            owner = owner == 0 ? other : Meet(owner, other, value, significant);
        }

        if (owner == 0)
        {
            _hills.Add(new Hill { Cell = cell, Height = value });
            owner = _hills.Count;
        }

        return owner;
    }

    private int Meet(int one, int two, float saddle, double significant)
    {
        // Hills are numbered in the order of their summits: the smaller number is the higher hill.
        var (higher, lower) = one < two ? (one, two) : (two, one);
        var hill = _hills[lower - 1];
        if (hill.Height - saddle < Math.Max(significant, SignificantPart * saddle))
        {
            hill.MergedInto = higher;
            _hills[higher - 1].Area += hill.Area;
        }

        return higher;
    }

    private int Standing(int hill)
    {
        while (hill != 0 && _hills[hill - 1].MergedInto != 0)
        {
            hill = _hills[hill - 1].MergedInto;
        }

        return hill;
    }

    private sealed class Hill
    {
        public int Cell { get; init; }

        public float Height { get; init; }

        public int Area { get; set; }

        public float Foot { get; set; }

        public int MergedInto { get; set; }
    }
}
