namespace Sync.Grader.Measuring;

/// <summary>Pixels in rows.</summary>
internal readonly ref struct Plane(ReadOnlySpan<float> pixels, int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    private readonly ReadOnlySpan<float> _pixels = pixels;

    public float this[int x, int y] => _pixels[y * Width + x];

    public ReadOnlySpan<float> Row(int y) => _pixels.Slice(y * Width, Width);

    public bool Contains(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height;
}
