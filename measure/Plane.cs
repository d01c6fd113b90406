namespace Sync.Measure;

/// <summary>Pixels in rows.</summary>
internal readonly ref struct Plane(ReadOnlySpan<float> pixels, int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    private readonly ReadOnlySpan<float> _pixels = pixels;

    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static Plane Of(ReadOnlySpan<float> pixels, int width, int height) =>
        width > 0 && height > 0 && (long)width * height == pixels.Length ? new Plane(pixels, width, height)
        : throw new ArgumentException(
            FormattableString.Invariant($"The frame has {pixels.Length} pixels; {width} × {height} must be above 0 and make as many."));

    public float this[int x, int y] => _pixels[y * Width + x];

    public ReadOnlySpan<float> Row(int y) => _pixels.Slice(y * Width, Width);

    public bool Contains(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height;
}
