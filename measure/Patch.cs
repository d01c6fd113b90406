namespace Sync.Measure;

/// <summary>
/// The square of pixels about one star, less its sky. A pixel that is nearer to another star, outside the frame or not a number is
/// replaced by the one opposite to it through the centre, as SExtractor's MASK_TYPE CORRECT does; if that is bad too, by the sky.
/// </summary>
internal sealed class Patch
{
    private readonly List<(int X, int Y)> _near = [];
    private float[] _values = [];

    public int CentreX { get; private set; }

    public int CentreY { get; private set; }

    public int Radius { get; private set; }

    public int Side => 2 * Radius + 1;

    /// <summary>Values of one row, from CentreX - Radius; the row counted from CentreY - Radius.</summary>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Side, Side);

    /// <summary>First row or column within a distance of an offset from the centre, counted as in <see cref="Row"/>.</summary>
    public int First(double offset, double distance) => Math.Max(0, (int)Math.Ceiling(offset - distance) + Radius);

    /// <summary>Last row or column within a distance of an offset from the centre.</summary>
    public int Last(double offset, double distance) => Math.Min(Side - 1, (int)Math.Floor(offset + distance) + Radius);

    public void Cut(Plane plane, int x, int y, int radius, float level, Neighbourhood neighbours, Peak own)
    {
        (CentreX, CentreY, Radius) = (x, y, radius);
        if (_values.Length < Side * Side)
        {
            _values = new float[Side * Side];
        }

        neighbours.Near(x, y, 3 * radius, own, _near);
        for (var dy = -radius; dy <= radius; dy++)
        {
            var row = _values.AsSpan((dy + radius) * Side, Side);
            for (var dx = -radius; dx <= radius; dx++)
            {
                row[dx + radius] = Own(plane, dx, dy) ? plane[x + dx, y + dy] - level
                    : Own(plane, -dx, -dy) ? plane[x - dx, y - dy] - level
                    : 0;
            }
        }
    }

    private bool Own(Plane plane, int dx, int dy)
    {
        if (!plane.Contains(CentreX + dx, CentreY + dy) || !float.IsFinite(plane[CentreX + dx, CentreY + dy]))
        {
            return false;
        }

        var distance = dx * dx + dy * dy;
        foreach (var (x, y) in _near)
        {
            int nx = dx - x, ny = dy - y;
            if (nx * nx + ny * ny < distance)
            {
                return false;
            }
        }

        return true;
    }
}
