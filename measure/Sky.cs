namespace Sync.Measure;

/// <summary>The sky of a frame: a mesh of tiles, each clipped, the mesh smoothed by a 3 × 3 median, read by bilinear interpolation.</summary>
internal sealed class Sky
{
    private Sky(Grid level, Grid noise, double background, double medianNoise)
    {
        Level = level;
        Noise = noise;
        MedianLevel = background;
        MedianNoise = medianNoise;
    }

    /// <summary>ADU.</summary>
    public Grid Level { get; }

    /// <summary>Standard deviation of a pixel, in ADU.</summary>
    public Grid Noise { get; }

    public double MedianLevel { get; }

    public double MedianNoise { get; }

    public static Sky Measure(Plane plane, int tilePixels)
    {
        int columns = Tiles(plane.Width, tilePixels), rows = Tiles(plane.Height, tilePixels);
        var levels = new float[columns * rows];
        var noises = new float[columns * rows];
        for (var j = 0; j < rows; j++)
        {
            int top = (int)((long)j * plane.Height / rows), bottom = (int)((long)(j + 1) * plane.Height / rows);
            for (var i = 0; i < columns; i++)
            {
                int left = (int)((long)i * plane.Width / columns), right = (int)((long)(i + 1) * plane.Width / columns);
                (levels[j * columns + i], noises[j * columns + i]) = TileSky.Measure(plane, left, right, top, bottom);
            }
        }

        levels = Smooth(levels, columns, rows);
        noises = Smooth(noises, columns, rows);
        return new Sky(
            new Grid(levels, columns, rows, plane.Width, plane.Height, slope: true),
            new Grid(noises, columns, rows, plane.Width, plane.Height, slope: false),
            Medians.Of(levels),
            Medians.Of(noises));
    }

    // Tiles of even size: a narrow remnant at the edge would be a poor sample.
    private static int Tiles(int length, int tilePixels) => Math.Max(1, (length + tilePixels / 2) / tilePixels);

    private static float[] Smooth(float[] tiles, int columns, int rows)
    {
        var smooth = new float[tiles.Length];
        Span<float> near = stackalloc float[9];
        for (var j = 0; j < rows; j++)
        {
            for (var i = 0; i < columns; i++)
            {
                var count = 0;
                for (var y = Math.Max(0, j - 1); y <= Math.Min(rows - 1, j + 1); y++)
                {
                    for (var x = Math.Max(0, i - 1); x <= Math.Min(columns - 1, i + 1); x++)
                    {
                        if (float.IsFinite(tiles[y * columns + x]))
                        {
                            near[count++] = tiles[y * columns + x];
                        }
                    }
                }

                smooth[j * columns + i] = count == 0 ? float.NaN : (float)Medians.Of(near[..count]);
            }
        }

        return smooth;
    }
}
