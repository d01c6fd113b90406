namespace Sync.Measure;

/// <summary>Finds the summits near a place.</summary>
internal sealed class Neighbourhood
{
    private const int CellPixels = 32;

    private readonly List<Peak>?[] _cells;
    private readonly int _columns;
    private readonly int _rows;

    public Neighbourhood(List<Peak> peaks, int width, int height)
    {
        _columns = width / CellPixels + 1;
        _rows = height / CellPixels + 1;
        _cells = new List<Peak>?[_columns * _rows];
        foreach (var peak in peaks)
        {
            (_cells[peak.Y / CellPixels * _columns + peak.X / CellPixels] ??= []).Add(peak);
        }
    }

    /// <summary>Offsets, in pixels, of the summits within the distance, but for the one asked about.</summary>
    public void Near(int x, int y, int distance, Peak own, List<(int X, int Y)> offsets)
    {
        offsets.Clear();
        for (var row = Math.Max(0, y - distance) / CellPixels; row <= Math.Min(_rows - 1, (y + distance) / CellPixels); row++)
        {
            for (var column = Math.Max(0, x - distance) / CellPixels; column <= Math.Min(_columns - 1, (x + distance) / CellPixels); column++)
            {
                foreach (var peak in _cells[row * _columns + column] ?? [])
                {
                    int dx = peak.X - x, dy = peak.Y - y;
                    if (!ReferenceEquals(peak, own) && dx * dx + dy * dy <= distance * distance)
                    {
                        offsets.Add((dx, dy));
                    }
                }
            }
        }
    }
}
