namespace Sync.Measure;

/// <summary>Values at the centres of tiles, read between them by bilinear interpolation. It holds a ring of cells more than the frame has tiles.</summary>
internal sealed class Grid
{
    private readonly int _columns;
    private readonly int _rows;
    private readonly double _tilesPerColumn;
    private readonly double _tilesPerRow;
    private readonly float[] _cells;
    private readonly float[] _line;

    /// <param name="tiles">Values in rows, <paramref name="columns"/> × <paramref name="rows"/>.</param>
    /// <param name="columns">Tiles across.</param>
    /// <param name="rows">Tiles down.</param>
    /// <param name="width">Of the frame, in pixels.</param>
    /// <param name="height">Of the frame, in pixels.</param>
    /// <param name="slope">Whether the outer half tiles go on with the slope (a sky has gradients), or stay level (a noise must not fall below zero).</param>
    public Grid(ReadOnlySpan<float> tiles, int columns, int rows, int width, int height, bool slope)
    {
        _columns = columns + 2;
        _rows = rows + 2;
        _tilesPerColumn = (double)columns / width;
        _tilesPerRow = (double)rows / height;
        _cells = new float[_columns * _rows];
        _line = new float[_columns];
        for (var j = 0; j < _rows; j++)
        {
            for (var i = 0; i < _columns; i++)
            {
                int x = Math.Clamp(i - 1, 0, columns - 1), y = Math.Clamp(j - 1, 0, rows - 1);
                int inX = Math.Clamp(2 * x - (i - 1), 0, columns - 1), inY = Math.Clamp(2 * y - (j - 1), 0, rows - 1);
                var edge = tiles[y * columns + x];
                _cells[j * _columns + i] = slope ? 2 * edge - tiles[inY * columns + inX] : edge;
            }
        }
    }

    /// <summary>The value at a place, in pixels.</summary>
    public double At(double x, double y)
    {
        var (column, across) = Split((x + 0.5) * _tilesPerColumn + 0.5, _columns);
        var (row, down) = Split((y + 0.5) * _tilesPerRow + 0.5, _rows);
        var cell = row * _columns + column;
        return (1 - down) * ((1 - across) * _cells[cell] + across * _cells[cell + 1])
            + down * ((1 - across) * _cells[cell + _columns] + across * _cells[cell + _columns + 1]);
    }

    /// <summary>The values of one row of pixels.</summary>
    public void Fill(int y, Span<float> row)
    {
        var (cellRow, down) = Split((y + 0.5) * _tilesPerRow + 0.5, _rows);
        var upper = _cells.AsSpan(cellRow * _columns, _columns);
        var lower = _cells.AsSpan((cellRow + 1) * _columns, _columns);
        for (var i = 0; i < _columns; i++)
        {
            _line[i] = (float)((1 - down) * upper[i] + down * lower[i]);
        }

        for (int column = 0, x = 0; column < _columns - 1; column++)
        {
            var end = column == _columns - 2 ? row.Length : Math.Min(row.Length, (int)Math.Ceiling((column + 0.5) / _tilesPerColumn - 0.5));
            var step = (float)((_line[column + 1] - _line[column]) * _tilesPerColumn);
            var start = _line[column] + (float)((x + 0.5) * _tilesPerColumn + 0.5 - column) * (_line[column + 1] - _line[column]);
            var part = row[x..end];
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = start + i * step;
            }

            x = end;
        }
    }

    private static (int Cell, double Part) Split(double position, int cells)
    {
        var cell = Math.Clamp((int)position, 0, cells - 2);
        return (cell, position - cell);
    }
}
